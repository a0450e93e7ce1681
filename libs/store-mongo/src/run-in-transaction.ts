import type mongoose from 'mongoose';
import { hasLabel, isBareBreak, isWriteConflict } from './mongo-error.ts';
import { CommitConflict } from '@portal-sync/store/engine';
import type { Wait } from './wait.ts';

/** How often a transaction is begun when the server went away or changed its primary; with the driver's own patience beside. */
const BEGINS = 8;
const COMMITS = 8;
const CAP_MS = 2_000;

export type RunInTransaction = (apply: (session: mongoose.ClientSession) => Promise<void>) => Promise<void>;

/**
 * Runs `apply` in one MongoDB transaction and commits it with the majority. Begins again after what passes (a fail-over), asks again where
 * the answer to a commit was lost. `apply` may run again and must have no effects outside of its session.
 * Fails with `CommitConflict` when another transaction wrote the same documents.
 */
export function createRunInTransaction(connection: mongoose.Connection, wait: Wait): RunInTransaction {
  const commit = async (session: mongoose.ClientSession): Promise<void> => {
    for (let failures = 0; ; failures++) {
      try {
        return void (await session.commitTransaction());
      } catch (error) {
        // Committing twice is safe: the server knows the transaction by its number.
        if (!(hasLabel(error, 'UnknownTransactionCommitResult') || isBareBreak(error)) || failures === COMMITS) throw error;
        await wait(failures + 5, CAP_MS);
      }
    }
  };
  const once = async (session: mongoose.ClientSession, apply: (session: mongoose.ClientSession) => Promise<void>, state: { commits: boolean }): Promise<void> => {
    session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
    try {
      await apply(session);
      state.commits = true;
      await commit(session);
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw isWriteConflict(error) ? new CommitConflict() : error;
    }
  };
  return async (apply) => {
    const session = await connection.startSession();
    try {
      for (let failures = 0; ; failures++) {
        const state = { commits: false };
        try {
          return await once(session, apply, state);
        } catch (error) {
          // Once it was to be committed, only the server knows that it was not.
          const passes = hasLabel(error, 'TransientTransactionError') || (isBareBreak(error) && !state.commits);
          if (!passes || failures === BEGINS) throw error;
          await wait(failures + 5, CAP_MS);
        }
      }
    } finally {
      await session.endSession().catch(() => undefined);
    }
  };
}
