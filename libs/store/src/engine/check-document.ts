import { AppError } from '@portal-sync/kernel';
import type { Collection } from '../collection.ts';

/** A document as an engine keeps it: its key, and its JSON text. */
export interface CheckedDocument {
  readonly key: string;
  readonly text: string;
}

/**
 * Checks a document before it is written. What the schema gives back is what is stored, so a field that the schema does not name never gets in.
 * Fails with AppError `internal` naming the collection and the paths, never the values.
 */
export function checkDocument<T extends object>(collection: Collection<T>, doc: T): CheckedDocument {
  const result = collection.schema.safeParse(doc);
  if (!result.success) {
    throw new AppError('internal', {
      detail: `A document of ${collection.name} does not fit its schema at: ${result.error.issues.map((issue) => pathOf(issue.path)).join(', ')}.`,
      issues: result.error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.code })),
    });
  }
  const key = collection.key(result.data);
  if (typeof key !== 'string' || key === '') {
    throw new AppError('internal', { detail: `A document of ${collection.name} has no key.`, issues: [{ path: '(key)', message: 'empty' }] });
  }
  return { key: key.toWellFormed(), text: wellFormedJson(result.data) };
}

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(document)';

/** Half a surrogate pair cannot be told apart from another half once stored as UTF-8, so every engine stores U+FFFD instead. */
function wellFormedJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\ud')) return text;
  return JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'string' ? inner.toWellFormed() : inner));
}
