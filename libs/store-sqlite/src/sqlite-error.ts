import { AppError } from '@portal-sync/kernel';

/** Primary result codes of SQLite that this engine tells apart (https://www.sqlite.org/rescode.html). */
const CONSTRAINT = 19;
/** Busy, locked, read-only, input/output, corrupt, full, cannot open, not a database: nothing a caller did. */
const UNUSABLE = new Set([5, 6, 8, 10, 11, 13, 14, 26]);
const DAMAGED = new Set([11, 26]);

/** The primary result code, or undefined when `error` is not SQLite's. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

export const isDamaged = (error: unknown): boolean => DAMAGED.has(resultCode(error) ?? 0);

export const isTaken = (error: unknown): boolean => resultCode(error) === CONSTRAINT;

/** What a failure while reading or writing means to a caller. The sentence of SQLite stays in `cause`: it may hold a path. */
export function toAppError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  if (code === CONSTRAINT) return new AppError('already-exists', { cause: error });
  if (UNUSABLE.has(code)) return new AppError('unavailable', { detail: 'The store cannot be used for the moment.', cause: error });
  return new AppError('internal', { cause: error });
}
