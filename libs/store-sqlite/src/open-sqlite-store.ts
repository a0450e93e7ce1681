import type { Clock, Log } from '@portal-sync/kernel';
import { AppError, silentLog } from '@portal-sync/kernel';
import type { OpenStore } from '@portal-sync/store';
import { createCommitHints } from '@portal-sync/store/engine';
import { CommitQueue } from './commit-queue.ts';
import { createTables } from './create-tables.ts';
import { Documents } from './documents.ts';
import type { Place, Synchronous } from './open-file.ts';
import { cannotOpen, openFile } from './open-file.ts';
import { createRunAgain } from './run-again.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';
import { SqliteStore } from './sqlite-store.ts';
import { cacheStatements } from './statements.ts';
import { tableOf } from './table.ts';

export type SqliteOptions = Place & {
  readonly clock: Clock;
  /** FULL (default): a commit that was answered survives a power cut. NORMAL: it survives the end of the process. */
  readonly synchronous?: Synchronous;
  /**
   * When waiting commits are written. Default for files: after the current turn of the event loop, so that what comes in together shares one
   * flush of the disk. In memory, where nothing is flushed: the next microtask, so that a simulation stays in charge of time.
   */
  readonly defer?: (run: () => void) => void;
  readonly log?: Log;
};

/** Taken at the start: a test that replaces the global timers must not hold up commits. */
const afterThisTurn = setImmediate;

/** The embedded engine: one SQLite file per service (`{folder}/{owner}.sqlite`), or one database in memory per opening. */
export function openSqliteStore(options: SqliteOptions): OpenStore {
  const inMemory = 'memory' in options;
  const defer = options.defer ?? (inMemory ? queueMicrotask : (run: () => void) => void afterThisTurn(run));
  const log = options.log ?? silentLog;
  return async (owner, collections) => {
    if (!/^[a-z][a-z0-9-]*$/.test(owner)) throw new AppError('internal', { detail: `"${owner}" cannot be the name of a store.` });
    const tables = new Map(collections.map((collection) => [collection.name, tableOf(collection)]));
    const db = openFile(options, owner, options.synchronous ?? 'FULL');
    try {
      createTables(db, [...tables.values()]);
    } catch (error) {
      const path = db.location() ?? 'in memory';
      db.close();
      throw cannotOpen(path, error);
    }
    const statements = cacheStatements(db);
    const documents = new Documents(statements, tables);
    const { onCommit, tell } = createCommitHints(log);
    const queue = new CommitQueue({ db, statements, defer, committed: tell });
    const outbox = new SqliteOutbox({ owner, statements, queue, clock: options.clock });
    const runAgain = createRunAgain(() => new Promise(defer));
    return new SqliteStore({ db, statements, documents, queue, outbox, clock: options.clock, onCommit, runAgain });
  };
}
