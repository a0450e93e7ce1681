import type { Timers } from '@portal-sync/kernel';
import { CommitConflict } from '@portal-sync/store/engine';
import type { Wait } from './wait.ts';
import { createWaitingLine } from './waiting-line.ts';

/** How often a transaction is tried before its conflict is thrown. */
const TRIES = 40;
const CAP_MS = 100;

/**
 * Runs an attempt until it commits. Those of this process that met a conflict go one after the other, each until it is through, so that a
 * hundred transactions on one document all get through, in the order they came.
 */
export function createRunAgain(timers: Timers, wait: Wait): <T>(attempt: () => Promise<T>) => Promise<T> {
  const line = createWaitingLine(timers);
  const again = async <T>(attempt: () => Promise<T>): Promise<T> => {
    await line.enter();
    try {
      for (let tries = 2; ; tries++) {
        // Other processes have their own line: whoever met a conflict twice steps aside for a moment.
        if (tries > 2) await wait(tries - 3, CAP_MS);
        try {
          return await attempt();
        } catch (error) {
          if (!(error instanceof CommitConflict) || tries === TRIES) throw error;
        }
      }
    } finally {
      line.leave();
    }
  };
  return async (attempt) => {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof CommitConflict) return again(attempt);
      throw error;
    }
  };
}
