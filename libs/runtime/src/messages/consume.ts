import type { Bus, Delivery } from '@portal-sync/bus';
import type { MessageKind } from '@portal-sync/contracts';
import type { CloudEvent, Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';

export interface MessageContext {
  readonly message: CloudEvent;
  readonly delivery: Delivery;
}

/** What a service does with one kind of message. */
export interface MessageHandler {
  readonly type: string;
  /** The service that writes this kind. */
  readonly owner: string;
  handle(message: CloudEvent, delivery: Delivery): Promise<void>;
}

/** Takes messages of a kind. The payload is read by the kind: one that does not parse fails with `invalid` and never reaches `take`. */
export function on<D extends { agencyId: string }>(kind: MessageKind<D>, take: (data: D, context: MessageContext) => Promise<void>): MessageHandler {
  return { type: kind.type, owner: kind.owner, handle: (message, delivery) => take(kind.read(message), { message, delivery }) };
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

/** Subscribes a service to its messages, until the bus is closed. Poison goes to the dead letter at once, a throw is delivered again. */
export async function consume({ bus, store, group, handlers, log: parent }: ConsumeOptions): Promise<void> {
  const log = parent.child({ part: 'consume' });
  const byType = handlersByType(handlers);
  if (byType.size === 0) return;
  await bus.subscribe({
    group,
    types: [...byType.keys()],
    store,
    handle: (message, delivery) => dispatch(byType, message, delivery, log),
  });
}

/** One handler per type, so that a redelivery after a throw repeats no other handler's work. */
export function handlersByType(handlers: readonly MessageHandler[]): ReadonlyMap<string, MessageHandler> {
  const byType = new Map<string, MessageHandler>();
  for (const handler of handlers) {
    if (byType.has(handler.type)) throw new Error(`two handlers take ${handler.type}`);
    byType.set(handler.type, handler);
  }
  return byType;
}

export async function dispatch(
  byType: ReadonlyMap<string, MessageHandler>,
  message: CloudEvent,
  delivery: Delivery,
  log: Log,
): Promise<void> {
  const handler = byType.get(message.type);
  if (handler === undefined) return;
  try {
    await handler.handle(message, delivery);
  } catch (error) {
    log.warn({ error, type: message.type, messageId: message.id, attempt: delivery.attempt }, 'handling a message failed');
    throw error;
  }
}
