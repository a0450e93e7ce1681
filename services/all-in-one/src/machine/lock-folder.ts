import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@portal-sync/kernel';

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Keeps a data folder to one product at a time: two on the same files would undo each other's work. The lock is the operating system's, held through
 * an open SQLite transaction, so it ends with the process however that ends. Returns how to give it back. Fails with AppError `unavailable`, naming the folder.
 */
export function lockFolder(folder: string): () => void {
  const file = new DatabaseSync(join(folder, 'in-use.lock'));
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    const detail =
      (cause as { errcode?: number }).errcode === SQLITE_BUSY
        ? `The data folder ${folder} is in use by a product that runs. Stop that one, or name another folder with DATA_FOLDER.`
        : `${join(folder, 'in-use.lock')} cannot be locked. Remove it, or name another folder with DATA_FOLDER.`;
    throw new AppError('unavailable', { detail, cause });
  }
  return () => file.close();
}
