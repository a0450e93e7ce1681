import { AppError } from '@portal-sync/kernel';
import type { SqlValue } from './plan-query.ts';

/** Where a page ended: the values of the index fields that were not fixed, and the key. */
export const writeCursor = (values: readonly SqlValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Fails with AppError `bad-request`: cursors come back from callers. */
export function readCursor(cursor: string, length: number): readonly SqlValue[] {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== length || !values.every(isSqlValue)) {
    throw new AppError('bad-request', { detail: 'This cursor does not belong to this list.' });
  }
  return values;
}

const isSqlValue = (value: unknown): value is SqlValue => value === null || typeof value === 'string' || typeof value === 'number';

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
