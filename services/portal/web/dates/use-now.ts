import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => listeners.forEach((one) => one()), 20_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** The present, ms, to 20 seconds: one clock for all relative times on the page. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 20_000) * 20_000);
