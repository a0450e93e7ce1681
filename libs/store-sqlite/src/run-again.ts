import { CommitConflict } from '@portal-sync/store/engine';

/** How often a transaction is tried before its conflict is thrown. */
const TRIES = 20;
/** How many turns a transaction that met a conflict waits for the one running again before it. */
const PATIENCE = 1_000;

/**
 * Runs an attempt until it commits. Those that met a conflict go one after the other, so that a hundred transactions on one document all get
 * through; but nobody waits without end, because the one in front may itself be waiting for one behind.
 */
export function createRunAgain(turn: () => Promise<void>): <T>(attempt: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (attempt) => {
    for (let tries = 1; ; tries++) {
      const again = tries > 1;
      if (again) for (let turns = 0; running > 0 && turns < PATIENCE; turns++) await turn();
      if (again) running++;
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof CommitConflict) || tries === TRIES) throw error;
      } finally {
        if (again) running--;
      }
    }
  };
}
