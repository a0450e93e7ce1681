import mongoose from 'mongoose';
import { AppError } from '@portal-sync/kernel';

const { MongoError, MongoServerError, MongoBulkWriteError } = mongoose.mongo;

const DUPLICATE_KEY = 11_000;
const WRITE_CONFLICT = 112;
/** BSONObjectTooLarge, and two that say it in other words: a name for an object of more than 16 MB. */
const TOO_LARGE = new Set([10_334, 17_419, 17_420]);
/** What an operator or time can mend: no rights, sign-in failed, time ran out, disk full, shutting down, not (or no longer) the primary. */
const UNUSABLE = new Set([6, 7, 11, 13, 18, 50, 64, 89, 91, 100, 133, 189, 202, 216, 262, 290, 9001, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031]);

/** MongoDB's number for a failure (https://www.mongodb.com/docs/manual/reference/error-codes/), or undefined when it is none of the server's. */
const codeOf = (error: unknown): number | undefined => (error instanceof MongoServerError && typeof error.code === 'number' ? error.code : undefined);

/** A key or a value of a unique index is taken. */
export const isTaken = (error: unknown): boolean => codeOf(error) === DUPLICATE_KEY;

/** The taken one is the key itself, not a value of a unique index. */
export const isKeyTaken = (error: unknown): boolean => isTaken(error) && error instanceof Error && / index: _id_ /.test(error.message);

/** Somebody else wrote one of the documents since this transaction began. */
export const isWriteConflict = (error: unknown): boolean => codeOf(error) === WRITE_CONFLICT;

export const hasLabel = (error: unknown, label: string): boolean => error instanceof MongoError && error.hasErrorLabel(label);

/** What becomes of a socket, by Node's names (https://nodejs.org/api/errors.html#common-system-errors). */
const BROKEN = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN']);

/** A connection broke while something was written to it: the driver passes that on as it is, without a name or a label of its own. */
export const isBareBreak = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof MongoError) && 'syscall' in error && 'code' in error && BROKEN.has(String(error.code));

/**
 * What a failure while reading or writing means to a caller. Of MongoDB's own error only its number goes on as `cause`: its sentences
 * may quote values of documents.
 */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === DUPLICATE_KEY) return new AppError('already-exists');
  if (code !== undefined && TOO_LARGE.has(code)) return tooLarge();
  if (error instanceof RangeError || (error.name === 'MongoInvalidArgumentError' && error.message.includes('larger than'))) return tooLarge();
  const cause = { cause: new Error(wordsOf(error)) };
  if (isTrouble(error, code)) return new AppError('unavailable', { detail: 'The store cannot be used for the moment.', ...cause });
  if (error instanceof MongoError || error instanceof mongoose.Error) return new AppError('internal', cause);
  return error;
}

/** The name and number of an error, without anything that was stored. */
const wordsOf = (error: Error): string =>
  error instanceof MongoServerError ? `${error.name} ${error.code ?? ''} ${error.codeName ?? ''}`.trim() : `${error.name}: ${error.message}`;

function isTrouble(error: Error, code: number | undefined): boolean {
  if (isBareBreak(error) || (code !== undefined && UNUSABLE.has(code))) return true;
  if (hasLabel(error, 'TransientTransactionError') || hasLabel(error, 'UnknownTransactionCommitResult') || hasLabel(error, 'RetryableWriteError')) return true;
  // Without a number of the server's own, several writes at once failed on their way there.
  if (error instanceof MongoBulkWriteError) return code === undefined || error.result?.getWriteConcernError() !== undefined;
  return /^Mongo(ose)?(Network|ServerSelection|PoolClosed|PoolCleared|NotConnected|TopologyClosed|ClientClosed|WriteConcern|ServerClosed|ExpiredSession|Operation|WaitQueue|Connection)/.test(error.name);
}

const tooLarge = (): AppError => new AppError('too-large', { detail: 'A document is larger than the store can keep.' });
