import type { CloudEvent } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';

export interface Delivery {
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborted when the bus closes: finish what was begun, begin nothing new. */
  readonly signal: AbortSignal;
}

export interface Subscription {
  /** One delivery per group. Named after the consuming service, e.g. `matcher`. */
  readonly group: string;
  /** Message types taken; all others pass by. */
  readonly types: readonly string[];
  /** The consumer's own store: cursors and dead letters stand there. */
  readonly store: Store;
  /** Records that something is due and returns: slow work belongs to leased workers. A throw means redelivery, after `maxAttempts` the dead letter. */
  handle(message: CloudEvent, delivery: Delivery): Promise<void>;
  /** Default 8. An error that `isRetriable` denies goes to the dead letter at once. */
  readonly maxAttempts?: number;
}

export interface BusHealth {
  /** `away`: the engine cannot be used, and this process goes on trying. `stuck`: it does not even try any more. */
  readonly state: 'ok' | 'behind' | 'away' | 'stuck' | 'closed';
  /** Why it is away: names the engine and no address. */
  readonly reason?: string;
  /** Age of the last progress (a fetch, a delivery, an idle look), ms. Liveness comes from here, never from being up. */
  readonly lastProgressAgeMs: number;
  /** Messages not yet handled per group. */
  readonly lag: Readonly<Record<string, number>>;
  /** Where they wait, as far as the bus knows; for the operator. */
  readonly places?: readonly LagPlace[];
}

/** What a group has not handled yet of one place it reads from. */
export interface LagPlace {
  readonly group: string;
  /** The owner of the outbox, or the topic. */
  readonly source: string;
  readonly partition: number;
  readonly lag: number;
}

/**
 * Moves messages between services: at least once, order per key, redelivery after a throw, dead letter after N, survives a restart.
 * Implementers MUST NOT drop a message and MUST NOT call one published before it is durable.
 */
export interface Bus {
  /** True for a bus that holds no messages but reads the outboxes itself: it only needs to be told of new ones, and told again does no harm. */
  readonly readsOutboxes?: boolean;
  /** Resolves when durable. Messages come from an outbox, so they have a place and can be read again from it. */
  publish(messages: readonly PlacedMessage[]): Promise<void>;
  subscribe(subscription: Subscription): Promise<void>;
  health(): BusHealth;
  /** Where the messages of a group wait, whichever process they are for; undefined where that cannot be told now. Left out by a bus whose groups are each in one process. */
  groupLag?(group: string): Promise<readonly LagPlace[] | undefined>;
  /** Lets running handlers finish, at most `drainMs`, then stops. */
  close(options?: { drainMs?: number }): Promise<void>;
}
