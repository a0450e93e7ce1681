import type { CloudEvent } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { Delivery, Subscription } from '../bus.ts';
import { TYPE } from './sample-messages.ts';

/** A subscription that remembers what it was given. */
export interface Receiver extends Subscription {
  /** Ids in the order in which they were handled to the end. */
  readonly handled: string[];
  /** Ids in the order in which handling began, redeliveries included. */
  readonly begun: string[];
  readonly messages: CloudEvent[];
  /** Resolves when `condition` holds after some handling. */
  until(condition: () => boolean): Promise<void>;
}

export interface ReceiverOptions {
  readonly group?: string;
  readonly types?: readonly string[];
  readonly maxAttempts?: number;
  /** What the handler does; a throw is a failure. */
  readonly work?: (message: CloudEvent, delivery: Delivery) => Promise<void> | void;
}

export function receiver(store: Store, options: ReceiverOptions = {}): Receiver {
  const handled: string[] = [];
  const begun: string[] = [];
  const messages: CloudEvent[] = [];
  let watchers: (() => void)[] = [];
  const look = () => watchers.forEach((watcher) => watcher());
  return {
    group: options.group ?? 'consumer',
    types: options.types ?? [TYPE],
    store,
    ...(options.maxAttempts === undefined ? {} : { maxAttempts: options.maxAttempts }),
    handled,
    begun,
    messages,
    async handle(message, delivery) {
      begun.push(message.id);
      look();
      await options.work?.(message, delivery);
      handled.push(message.id);
      messages.push(message);
      look();
    },
    until(condition) {
      return new Promise((resolve) => {
        const watcher = () => {
          if (!condition()) return;
          watchers = watchers.filter((each) => each !== watcher);
          resolve();
        };
        watchers = [...watchers, watcher];
        watcher();
      });
    },
  };
}
