import type { BufferedDocument, Changes } from '@portal-sync/store/engine';
import { CommitConflict } from '@portal-sync/store/engine';
import type { Applied } from './commit-queue.ts';
import type { Documents, Row } from './documents.ts';
import type { SqliteOutbox } from './sqlite-outbox.ts';
import { isTaken } from './sqlite-error.ts';

/** Checks everything a transaction saw and writes everything it wants, inside one SQLite transaction: a throw undoes all of it. */
export function applyChanges(documents: Documents, outbox: SqliteOutbox, changes: Changes<Row>): Applied<undefined> {
  const written = changes.documents.filter((document) => document.write !== undefined);
  for (const document of changes.documents) if (document.guarded || document.write === null) check(documents, document);
  // Removals first: they may free a value of a unique index for another document.
  for (const document of written) if (document.write === null) documents.remove(document.collection, document.key);
  for (const document of written) if (typeof document.write === 'string') write(documents, document, document.write);
  for (const message of changes.messages) outbox.add(message);
  return {
    result: undefined,
    hint: { collections: new Set(written.map((document) => document.collection.name)), sent: changes.messages.length > 0 },
  };
}

function check(documents: Documents, document: BufferedDocument<Row>): void {
  if (document.seen === undefined) return;
  const now = documents.get(document.collection, document.key);
  if (now?.id !== document.seen?.id || now?.version !== document.seen?.version) throw new CommitConflict();
}

function write(documents: Documents, document: BufferedDocument<Row>, text: string): void {
  const { collection, key, seen } = document;
  if (seen === undefined) documents.put(collection, key, text);
  else if (seen !== null) {
    if (!documents.replace(collection, seen, text)) throw new CommitConflict();
  } else insert(documents, document, text);
}

function insert(documents: Documents, { collection, key }: BufferedDocument<Row>, text: string): void {
  try {
    documents.insert(collection, key, text);
  } catch (error) {
    // Taken by key: it appeared since it was read, so run again. Taken in a unique index: running again would not help.
    if (isTaken(error) && documents.get(collection, key) !== undefined) throw new CommitConflict();
    throw error;
  }
}
