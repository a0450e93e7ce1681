import { sleep, type Clock, type Timers } from '@portal-sync/kernel';

/** Waits until `look` gives something; fails in words of the tour when it does not come in time. */
export type WaitFor = <T>(what: string, look: () => Promise<T | undefined>) => Promise<T>;

export const waiter = (clock: Clock, timers: Timers, limitMs = 30_000): WaitFor => async (what, look) => {
  const until = clock.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (clock.now() > until) throw new Error(`waited ${limitMs / 1000} s for: ${what}`);
    await sleep(timers, 20);
  }
};
