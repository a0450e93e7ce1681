import type { Cancel, Timers } from '@portal-sync/kernel';

/** How long nobody may come to an end before the next in line goes beside those who run. */
const PATIENCE_MS = 500;

/** One at a time, in the order they came. */
export interface WaitingLine {
  enter(): Promise<void>;
  leave(): void;
}

/**
 * A line in which nobody waits without end: the one in front may itself be waiting for one behind, so when nothing moves for a while
 * the next one goes, too. Only one: when it is merely slow, letting all go would make it slower.
 */
export function createWaitingLine(timers: Timers): WaitingLine {
  let running = 0;
  const waiting: (() => void)[] = [];
  let cancel: Cancel | undefined;

  const watch = (): void => {
    cancel?.();
    cancel = waiting.length === 0 ? undefined : timers.after(PATIENCE_MS, callNext);
  };
  const callNext = (): void => {
    const next = waiting.shift();
    if (next !== undefined) running++;
    next?.();
    watch();
  };
  return {
    async enter() {
      if (running > 0) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (cancel === undefined) watch();
        });
      } else running++;
    },
    leave() {
      running--;
      if (running === 0) callNext();
      else watch();
    },
  };
}
