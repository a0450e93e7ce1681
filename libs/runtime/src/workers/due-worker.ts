import { AppError, backoffMs, type Cancel, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import { byDue, finishDue, type Collection, type DueFields, type Store, type Transaction } from '@portal-sync/store';
import { FailingDocuments, type Failing } from './failing-documents.ts';
import { keepLease, MOST_LEASES } from './keep-lease.ts';
import type { Running } from './running.ts';

/** What a work gives up by itself after its last try, and how it is tried again. */
export interface Exhausted<T> {
  /** Where it stands. */
  readonly where: { readonly index: string; readonly equals: readonly (string | number | boolean | null)[] };
  /** Brings it back with all tries before it, due at `now`; undefined: this one was not given up. */
  revive(tx: Transaction, doc: T, now: number): Promise<T | undefined>;
}

export interface DueWork<T extends DueFields & object> {
  readonly collection: Collection<T>;
  /** Documents worked on at once in this process; default 8. */
  readonly concurrency?: number | undefined;
  /** How long a claim holds without being renewed, ms; default 15 s: what a process that died was doing waits no longer. Work that goes on renews it. */
  readonly leaseMs?: number | undefined;
  /** How often to look without a hint, ms; default 1 s. */
  readonly pollMs?: number | undefined;
  /** Waits after failures: full jitter up to `baseMs * 2^failures`, at most `capMs`; default 1 s and 5 min, 15 s where an engine or a neighbour was away. */
  readonly backoff?: { readonly baseMs: number; readonly capMs: number } | undefined;
  /** Left out where nothing is ever given up. */
  readonly exhausted?: Exhausted<T> | undefined;
  /**
   * Does the work of one document and says when to come back (null: when asked again). Safe to run twice: a lease saves work, it is
   * not a lock. A throw means again later. The signal is aborted when the worker stops: finish what was begun, begin nothing new.
   */
  work(doc: T, context: { readonly signal: AbortSignal }): Promise<{ readonly nextAt: number | null }>;
}

export interface DueWorkerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** What this process is called where it holds a lease. */
  readonly instance?: string | undefined;
}

export interface DueWorkerHealth {
  readonly running: number;
  /** Age of the last look that worked or finished piece of work, ms. Grows while the store is down. */
  readonly lastProgressAgeMs: number;
  /** Age of the last look that ended, well or not, or of finished work, ms. Grows when the worker hangs. */
  readonly lastLookAgeMs: number;
  /** For how long the oldest work that runs has been running, ms; 0 = none runs. */
  readonly oldestRunMs: number;
  /** Work that runs for this long, ms, hangs (as long as a lease is renewed); so it does where all hands are busy and nothing was looked for in that time. */
  readonly stuckAfterMs: number;
  /** For how long there has been more due than hands for it, ms; 0 = keeping up. */
  readonly behindMs: number;
}

export interface DueWorker extends Running {
  health(): DueWorkerHealth;
  /** What hangs here, and what fails again and again and was taken up by no other process since, the worst first. */
  failing(): Promise<readonly Failing[]>;
  /** Age of the document that has been due longest, ms (0: none). */
  oldestDueAgeMs(): Promise<number>;
}

export const DEFAULT_LEASE_MS = 15_000;

/** What is away may be back at any time, and then nobody should wait for long: the longest wait then. */
const AWAY_MS = 15_000;

interface Holding {
  /** When its work began, ms. */
  readonly since: number;
  claim: number;
  /** The lease ran out while we worked, and we claimed the document anew: what came meanwhile is unknown, so look again at once. */
  again: boolean;
}

/**
 * Works through a due collection: claims by lease, oldest first, woken by commits and by polling. Never two runs of one document in this
 * process. `stop` claims nothing more and waits for what is running.
 */
export function startDueWorker<T extends DueFields & object>(spec: DueWork<T> & DueWorkerDeps): DueWorker {
  const { collection, store, clock, concurrency = 8, leaseMs = DEFAULT_LEASE_MS, pollMs = 1_000 } = spec;
  const log = spec.log.child({ worker: collection.name });
  const stopping = new AbortController();
  const held = new Map<string, Holding>();
  const failures = new FailingDocuments();
  const runs = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let progressAt = clock.now();
  let lookedAt = clock.now();
  let fullSince: number | undefined;
  let cancelPoll: Cancel = () => undefined;

  const wake = (): void => {
    if (stopping.signal.aborted) return;
    lookAgain = true;
    looking ??= look().finally(() => {
      looking = undefined;
      if (lookAgain && held.size < concurrency) wake();
    });
  };
  const look = async (): Promise<void> => {
    cancelPoll();
    while (lookAgain && !stopping.signal.aborted && held.size < concurrency) {
      lookAgain = false;
      await claimSome().catch((error: unknown) => log.error({ error }, 'looking for due work failed'));
      lookedAt = clock.now();
    }
    if (!stopping.signal.aborted) cancelPoll = spec.timers.after(pollMs, wake);
  };
  const claimSome = async (): Promise<void> => {
    const limit = concurrency - held.size;
    const docs = await store.takeDue(collection, { now: clock.now(), limit, leaseMs, holder: spec.instance });
    progressAt = clock.now();
    if (docs.length < limit) fullSince = undefined;
    else fullSince ??= progressAt;
    for (const doc of docs) begin(doc);
  };
  const begin = (doc: T): void => {
    const key = collection.key(doc);
    const holding = held.get(key);
    if (holding !== undefined) {
      holding.claim = doc.claim;
      holding.again = true;
      return log.warn({ key }, 'work took longer than its lease');
    }
    const mine: Holding = { since: clock.now(), claim: doc.claim, again: false };
    held.set(key, mine);
    const run = runOne(key, doc, mine).finally(() => {
      held.delete(key);
      runs.delete(run);
      progressAt = lookedAt = clock.now();
      wake();
    });
    runs.add(run);
  };
  const runOne = async (key: string, doc: T, mine: Holding): Promise<void> => {
    const letGo = keepLease({ ...spec, leaseMs, key, claim: () => mine.claim, log });
    const nextAt = await workOn(key, doc, mine).finally(letGo);
    try {
      await store.update(collection, key, (now) => finishDue(now, mine.claim, mine.again ? Math.min(nextAt ?? Infinity, clock.now()) : nextAt));
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return failures.over(key);
      log.error({ key, error }, 'finishing failed, the lease will run out');
    }
  };
  const workOn = async (key: string, doc: T, mine: Holding): Promise<number | null> => {
    try {
      const { nextAt } = await spec.work(doc, { signal: stopping.signal });
      failures.over(key);
      return nextAt;
    } catch (error) {
      const count = failures.met({ key, claim: mine.claim, reason: ownWords(error), at: clock.now() });
      const waits = spec.backoff ?? { baseMs: 1_000, capMs: 300_000 };
      const waitMs = backoffMs(count, spec.random.unit(), isAway(error) ? { ...waits, capMs: Math.min(waits.capMs, AWAY_MS) } : waits);
      log.warn({ key, error, failures: count + 1, waitMs }, 'work failed, trying again later');
      return clock.now() + waitMs;
    }
  };

  const stuckAfterMs = MOST_LEASES * leaseMs;
  const hanging = (): readonly Failing[] =>
    [...held].filter(([, { since }]) => clock.now() - since >= stuckAfterMs).map(([key]) => ({ key, failures: 1, reason: 'its work does not end' }));

  const unlisten = store.onCommit((hint) => {
    if (hint.collections.has(collection.name)) wake();
  });
  wake();
  return {
    async stop() {
      stopping.abort();
      unlisten();
      cancelPoll();
      await looking;
      await Promise.all(runs);
    },
    health: () => ({
      running: held.size,
      lastProgressAgeMs: clock.now() - progressAt,
      lastLookAgeMs: clock.now() - lookedAt,
      oldestRunMs: clock.now() - Math.min(clock.now(), ...[...held.values()].map(({ since }) => since)),
      stuckAfterMs,
      behindMs: fullSince === undefined ? 0 : clock.now() - fullSince,
    }),
    async failing() {
      const hang = hanging();
      // What is being tried again just now goes on counting.
      const failed = await failures.list(async (key, claim) => (held.has(key) ? claim : (await store.get(collection, key))?.claim));
      return [...hang, ...failed.filter(({ key }) => !hang.some((each) => each.key === key))];
    },
    async oldestDueAgeMs() {
      const now = clock.now();
      const oldest = await store.find(byDue(collection), { index: 'byDue', equals: [], range: { lte: now }, limit: 1 });
      return oldest.items[0] === undefined ? 0 : now - (oldest.items[0].dueAt ?? now);
    },
  };
}

/** An engine or a neighbour that is not there for the moment: the work itself has no fault. */
const isAway = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

const ownWords = (error: unknown): string => (error instanceof AppError ? `${error.code}: ${error.message}` : error instanceof Error ? error.name : 'no error');
