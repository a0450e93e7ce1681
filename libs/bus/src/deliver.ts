import type { Clock, Log, Random, Timers } from '@portal-sync/kernel';
import { AppError, backoffMs, isRetriable, sleep } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import type { Subscription } from './bus.ts';
import { bury } from './bury.ts';

export interface DeliverDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

export const DEFAULT_MAX_ATTEMPTS = 8;
const BACKOFF = { baseMs: 100, capMs: 10_000 };
/** A process that was killed or paused in the middle of a commit can block what it touched for a minute (MongoDB's `transactionLifetimeLimitSeconds`); engines need a while to fail over. */
const PATIENCE_MS = 120_000;

/** The message has no fault: somebody else stands in the way, or is away. */
const passes = (error: unknown): boolean => error instanceof AppError && (error.code === 'conflict' || error.code === 'unavailable');

const isThere = (store: Store): Promise<boolean> => store.ping().then(() => true, () => false);

/**
 * Delivers one message until its handler took it or it stands in the dead letters; the same for every engine. A dead letter that
 * cannot be written is no end: the message is tried on. Returns false when `signal` ended it before that: then it must be delivered again.
 */
export async function deliver(subscription: Subscription, placed: PlacedMessage, signal: AbortSignal, deps: DeliverDeps): Promise<boolean> {
  const log = deps.log.child({ group: subscription.group, type: placed.message.type, messageId: placed.message.id });
  const began = deps.clock.now();
  let answers = false;
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await subscription.handle(placed.message, { attempt, signal });
      return true;
    } catch (error) {
      const patient = passes(error) && deps.clock.now() - began < PATIENCE_MS;
      const last = !isRetriable(error) || (attempt >= (subscription.maxAttempts ?? DEFAULT_MAX_ATTEMPTS) && !patient);
      // Where the store was away for long the message is buried only if its handler fails although the store answers.
      const excused: boolean = last && passes(error) && !answers;
      answers = excused && (await isThere(subscription.store));
      if (last && !excused && (await bury(subscription, placed, { error, attempts: attempt, at: deps.clock.now() }, log))) return true;
      if (answers) continue;
      if (!last) log.debug({ attempt, error }, 'handling failed, delivering again');
    }
    await sleep(deps.timers, backoffMs(attempt - 1, deps.random.unit(), BACKOFF), signal);
  }
  return false;
}
