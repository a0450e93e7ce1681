import type { Clock, Log, Timers } from '@portal-sync/kernel';
import { keepRenewing } from '../keep-renewing.ts';
import type { Running } from '../workers/running.ts';
import type { Check } from './health.ts';

export interface CommonClock {
  readonly clock: Clock;
  /** Asks the store's machine for its time, at once and then now and then. Resolves after the first answer. */
  follow(storeTime: () => Promise<number>): Promise<Running>;
  /** For `/readyz`. */
  check(): Promise<readonly Check[]>;
}

/** Leases last fifteen seconds and tokens bear five: a difference up to this does no harm and is left alone, ms. */
const HARMLESS_MS = 2_000;
/** A difference that no clock comes to by itself: one of the two is wrong, and so are all times that we show and send, ms. */
const WRONG_MS = 600_000;
const LOOK_MS = 30_000;
/** An answer that took longer says too little, ms. */
const TRIP_MS = 1_000;
/** How often to ask at the start, where that happens. */
const TRIES = 5;

/**
 * The clock of a process whose neighbours run on other machines: its own, set right by the store's where the two differ. All processes of a
 * service share that store, so who holds a lease and what is due is decided by one time, however their machines' clocks stand.
 */
export function createCommonClock({ own, timers, log }: { own: Clock; timers: Timers; log: Log }): CommonClock {
  let correction = 0;
  const measure = async (storeTime: () => Promise<number>): Promise<number | undefined> => {
    const before = own.now();
    const there = await storeTime();
    const after = own.now();
    return after - before > TRIP_MS ? undefined : Math.round(there - (before + after) / 2);
  };
  const take = (difference: number | undefined): void => {
    if (difference === undefined || Math.abs(difference - correction) < HARMLESS_MS) return;
    correction = Math.abs(difference) < HARMLESS_MS ? 0 : difference;
    if (correction === 0) log.info({}, "this machine's clock agrees with the store's again");
    else log.warn({ differenceMs: correction }, `${words(correction)}: the store's time is used. Set this machine's clock right.`);
  };
  return {
    clock: { now: () => own.now() + correction },
    async follow(storeTime) {
      // A store that is away says so elsewhere.
      const look = () => measure(storeTime).catch(() => undefined);
      let first = await look();
      for (let tries = 1; first === undefined && tries < TRIES; tries++) first = await look();
      take(first);
      return { stop: keepRenewing({ timers, everyMs: LOOK_MS, renew: async () => take(await look()), failed: () => undefined }) };
    },
    async check() {
      return correction === 0 ? [] : [{ name: 'clock', ok: Math.abs(correction) < WRONG_MS, reason: words(correction) }];
    },
  };
}

const words = (correction: number): string => `this machine's clock is ${Math.round(Math.abs(correction) / 1_000)} s ${correction > 0 ? 'behind' : 'ahead of'} the store's`;
