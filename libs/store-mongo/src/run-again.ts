import type { Timers } from '@portal-sync/kernel';
import { CommitConflict } from '@portal-sync/store/engine';
import type { Wait } from './wait.ts';

/** How often a transaction is tried before its conflict is thrown. */
const TRIES = 20;
/** How long a transaction that met a conflict waits for those running again before it. */
const PATIENCE_MS = 1_000;
const CAP_MS = 100;

/**
 * Runs an attempt until it commits. Those of this process that met a conflict go one after the other, so that a hundred transactions on one
 * document all get through; but nobody waits without end, because the one in front may itself be waiting for one behind.
 */
export function createRunAgain(timers: Timers, wait: Wait): <T>(attempt: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const go = () => {
        cancel();
        const place = queue.indexOf(go);
        if (place >= 0) queue.splice(place, 1);
        resolve();
      };
      const cancel = timers.after(PATIENCE_MS, go);
      queue.push(go);
    });
  return async (attempt) => {
    for (let tries = 1; ; tries++) {
      const again = tries > 1;
      if (again && running > 0) await turn();
      if (again) running++;
      try {
        // Other processes have their own line: whoever met a conflict twice steps aside for a moment.
        if (tries > 2) await wait(tries - 3, CAP_MS);
        return await attempt();
      } catch (error) {
        if (!(error instanceof CommitConflict) || tries === TRIES) throw error;
      } finally {
        if (again) running--;
        if (again && running === 0) queue[0]?.();
      }
    }
  };
}
