import type { Cancel, Clock, Timers } from '@portal-sync/kernel';

export interface ManualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves time on, running what comes due in its order, each followed by all that it sets off without waiting for time. */
  advance(ms: number): Promise<void>;
  /** Moves the clock alone, as when a process slept: what came due meanwhile runs at the next `advance`, once and late. */
  jump(ms: number): void;
  /** Lets everything run that waits for no time. */
  settle(): Promise<void>;
  /** How many timers wait. */
  waiting(): number;
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock and timers that a test moves by hand. Starts at 2026-03-02T08:00:00Z, a Monday, unless told otherwise. */
export function createManualTime(startMs: number = Date.UTC(2026, 2, 2, 8)): ManualTime {
  let now = startMs;
  let made = 0;
  const waiting = new Set<Waiting>();

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const takeNext = (until: number): Waiting | undefined => {
    const [next] = [...waiting].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.order - b.order);
    if (next !== undefined) waiting.delete(next);
    return next;
  };
  return {
    clock: { now: () => now },
    timers: {
      after(ms, run): Cancel {
        const timer = { at: now + Math.max(0, ms), order: made++, run };
        waiting.add(timer);
        return () => void waiting.delete(timer);
      },
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let next = takeNext(until); next !== undefined; next = takeNext(until)) {
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = until;
    },
    jump(ms) {
      now += ms;
    },
    settle,
    waiting: () => waiting.size,
  };
}
