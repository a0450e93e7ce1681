import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@portal-sync/kernel';
import { isDamaged } from './sqlite-error.ts';

/** Where the documents of one service stand. */
export type Place = { readonly folder: string } | { readonly memory: true };

export type Synchronous = 'FULL' | 'NORMAL';

/** Shape of the tables in a file. Raise it when an older program could not read them any more. 2: `outbox_heads` is written by pruning alone. */
export const FORMAT = 2;

const CHECKED_BYTES = 256 * 2 ** 20;

/**
 * Opens the file `{folder}/{owner}.sqlite`, or a database in memory.
 * Fails with AppError `unavailable`, one sentence naming the path, for an unwritable folder, a damaged file and a file of a newer format.
 */
export function openFile(place: Place, owner: string, synchronous: Synchronous): DatabaseSync {
  const path = 'memory' in place ? ':memory:' : join(place.folder, `${owner}.sqlite`);
  if ('folder' in place) makeFolder(place.folder);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 5_000 });
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA temp_store = MEMORY`);
    // 16 MB of pages in memory; a log that grew is cut back to 64 MB.
    db.exec('PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864');
    takeFormat(db, path);
    checkPages(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw cannotOpen(path, error);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('unavailable', { detail: `The data folder ${folder} cannot be made or written.`, cause: error });
  }
}

/** Writes the format, so that a read-only file is found out here and not at the first document. */
function takeFormat(db: DatabaseSync, path: string): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found > FORMAT) {
    throw new AppError('unavailable', {
      detail: `The file ${path} was written by a newer version (format ${found}, this version knows ${FORMAT}): start that version, or move the file away.`,
    });
  }
  db.exec(`PRAGMA user_version = ${FORMAT}`);
}

/** Reads every page once, so that damage shows at the start and not under somebody's request; about 1 ms per megabyte, so only up to a size. */
function checkPages(db: DatabaseSync, path: string): void {
  if (path !== ':memory:' && statSync(path).size > CHECKED_BYTES) return;
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw damaged(path, found);
}

const damaged = (path: string, cause: unknown): AppError =>
  new AppError('unavailable', { detail: `The file ${path} is damaged or no database of this program: restore a backup, or move it away.`, cause });

/** One sentence about a file that cannot be opened or prepared. */
export function cannotOpen(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDamaged(error)) return damaged(path, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('unavailable', { detail: `The file ${path} cannot be opened for writing: ${reason}.`, cause: error });
}
