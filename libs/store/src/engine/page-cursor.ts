import { AppError } from '@portal-sync/kernel';

/** What an index holds of a document at one field. */
export type IndexValue = string | number | boolean | null;

/** Where a page ended: the values of the index fields that were not fixed, and the key. */
export const writeCursor = (values: readonly IndexValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Fails with AppError `bad-request`: cursors come back from callers. */
export function readCursor(cursor: string, length: number): readonly IndexValue[] {
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== length || !values.every(isIndexValue)) {
    throw new AppError('bad-request', { detail: 'This cursor does not belong to this list.' });
  }
  return values;
}

/** The value at a dotted path; what is missing or no scalar counts as null. */
export function indexValueAt(document: unknown, path: string): IndexValue {
  let value = document;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return isIndexValue(value) ? value : null;
}

const isIndexValue = (value: unknown): value is IndexValue => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
