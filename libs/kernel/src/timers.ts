/** Stops what it was made for; calling it twice does no harm. */
export type Cancel = () => void;

/** Deferred calls. Passed in everywhere, so that a simulation decides when they run. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds unless cancelled. */
  after(ms: number, run: () => void): Cancel;
}

export const systemTimers: Timers = {
  after(ms, run) {
    const handle = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(handle);
  },
};

/** Resolves after `ms`, or at once when `signal` is aborted. Never rejects: the caller looks at the signal. */
export function sleep(timers: Timers, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = timers.after(ms, finish);
    signal?.addEventListener('abort', finish);
  });
}
