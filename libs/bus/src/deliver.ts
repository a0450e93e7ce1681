import type { Clock, Log, Random, Timers } from '@portal-sync/kernel';
import { AppError, backoffMs, isRetriable, sleep, type ErrorCode } from '@portal-sync/kernel';
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
/** The message has no fault, and is tried at least for so long, ms. */
const PATIENCE_MS: Partial<Record<ErrorCode, number>> = {
  // A process that was killed or paused in the middle of a commit can block what it touched for a minute (MongoDB's `transactionLifetimeLimitSeconds`).
  'conflict': 120_000,
  // An engine or a neighbour is away. What follows needs it too, and it comes back; but one message that a neighbour fails of must not hold its lane for ever.
  'unavailable': 3_600_000,
};

/** After so long without an end the tries are counted on, whatever goes wrong next, ms. */
const MOST_MS = 2 * 3_600_000;

const patienceFor = (error: unknown): number => (error instanceof AppError ? (PATIENCE_MS[error.code] ?? 0) : 0);

const isThere = (store: Store): Promise<boolean> => store.ping().then(() => true, () => false);

/**
 * Delivers one message until its handler took it or it stands in the dead letters; the same for every engine. A dead letter that
 * cannot be written is no end: the message is tried on. Returns false when `signal` ended it before that: then it must be delivered again.
 */
export async function deliver(subscription: Subscription, placed: PlacedMessage, signal: AbortSignal, deps: DeliverDeps): Promise<boolean> {
  const log = deps.log.child({ group: subscription.group, type: placed.message.type, messageId: placed.message.id });
  const began = deps.clock.now();
  let answers = false;
  let failing: { readonly code: ErrorCode | undefined; readonly since: number; tries: number } | undefined;
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await subscription.handle(placed.message, { attempt, signal });
      return true;
    } catch (error) {
      const now = deps.clock.now();
      const code = error instanceof AppError ? error.code : undefined;
      // Each kind of trouble has its own tries: after an hour without a neighbour its first bad answer is not the last.
      if (failing === undefined || (failing.code !== code && now - began < MOST_MS)) failing = { code, since: now, tries: 0 };
      failing.tries++;
      const patient = now - failing.since < patienceFor(error);
      const last = !isRetriable(error) || (failing.tries >= (subscription.maxAttempts ?? DEFAULT_MAX_ATTEMPTS) && !patient);
      // Where the store was away for long the message is buried only if its handler fails although the store answers.
      const excused: boolean = last && patienceFor(error) > 0 && !answers;
      answers = excused && (await isThere(subscription.store));
      if (last && !excused && (await bury(subscription, placed, { error, attempts: attempt, at: deps.clock.now() }, log))) return true;
      if (answers) continue;
      if (!last) log.debug({ attempt, error }, 'handling failed, delivering again');
    }
    await sleep(deps.timers, backoffMs(attempt - 1, deps.random.unit(), BACKOFF), signal);
  }
  return false;
}
