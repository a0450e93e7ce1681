import type { Bus, Delivery, Subscription } from '@portal-sync/bus';
import type { MessageKind } from '@portal-sync/contracts';
import type { CloudEvent, Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';

export interface MessageContext {
  readonly message: CloudEvent;
  readonly delivery: Delivery;
}

/** What a service does with a kind of message, or with several that look the same. */
export interface MessageHandler {
  readonly types: readonly string[];
  /** The services that write them. */
  readonly owners: readonly string[];
  /** Concerns only what is open at this moment: no catching up. */
  readonly passing?: boolean;
  handle(message: CloudEvent, delivery: Delivery): Promise<void>;
}

/**
 * Takes messages of a kind (or of several: `on(Object.values(agencyRemovedDone), ...)` takes every owner's answer).
 * The payload is read by the kind: one that does not parse fails with `invalid` and never reaches `take`.
 */
export function on<D extends { agencyId: string }>(
  kinds: MessageKind<D> | readonly MessageKind<D>[],
  take: (data: D, context: MessageContext) => Promise<void>,
): MessageHandler {
  const byType = new Map([kinds].flat().map((kind) => [kind.type, kind]));
  return {
    types: [...byType.keys()],
    owners: [...new Set([kinds].flat().map((kind) => kind.owner))],
    async handle(message, delivery) {
      const kind = byType.get(message.type);
      if (kind !== undefined) await take(kind.read(message), { message, delivery });
    },
  };
}

export interface ConsumeOptions {
  readonly bus: Bus;
  /** The consumer's own store: cursors and dead letters stand there. */
  readonly store: Store;
  /** Name of the consuming service. */
  readonly group: string;
  readonly handlers: readonly MessageHandler[];
  readonly log: Log;
}

/**
 * Subscribes a service to its messages, until the bus is closed. Poison goes to the dead letter at once, a throw is delivered again.
 * Returns the subscription, for catching up; undefined when there is nothing to take.
 */
export async function consume({ bus, store, group, handlers, log: parent }: ConsumeOptions): Promise<Subscription | undefined> {
  const log = parent.child({ part: 'consume' });
  const byType = handlersByType(handlers);
  if (byType.size === 0) return undefined;
  const subscription: Subscription = {
    group,
    types: [...byType.keys()],
    store,
    handle: (message, delivery) => dispatch(byType, message, delivery, log),
  };
  await bus.subscribe(subscription);
  return subscription;
}

/** One handler per type, so that a redelivery after a throw repeats no other handler's work. */
function handlersByType(handlers: readonly MessageHandler[]): ReadonlyMap<string, MessageHandler> {
  const byType = new Map<string, MessageHandler>();
  for (const handler of handlers) {
    for (const type of handler.types) {
      if (byType.has(type)) throw new Error(`two handlers take ${type}`);
      byType.set(type, handler);
    }
  }
  return byType;
}

async function dispatch(byType: ReadonlyMap<string, MessageHandler>, message: CloudEvent, delivery: Delivery, log: Log): Promise<void> {
  const handler = byType.get(message.type);
  if (handler === undefined) return;
  try {
    await handler.handle(message, delivery);
  } catch (error) {
    // A neighbour may be away for an hour of tries: twice as many before each line.
    const told = Number.isInteger(Math.log2(delivery.attempt));
    log[told ? 'warn' : 'debug']({ error, type: message.type, messageId: message.id, attempt: delivery.attempt }, 'handling a message failed');
    throw error;
  }
}
