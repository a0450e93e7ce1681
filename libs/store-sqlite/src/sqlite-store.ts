import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import type { Collection, DueFields, OnCommit, Page, Query, Store, Transaction } from '@portal-sync/store';
import { claimDue } from '@portal-sync/store';
import type { BufferSource } from '@portal-sync/store/engine';
import { TransactionBuffer, changed, checkDocument } from '@portal-sync/store/engine';
import { applyChanges } from './apply-changes.ts';
import type { Applied, CommitQueue } from './commit-queue.ts';
import type { Documents, Row } from './documents.ts';
import { toAppError } from './sqlite-error.ts';
import type { SqliteOutbox } from './sqlite-outbox.ts';
import type { Statements } from './statements.ts';

export interface SqliteStoreParts {
  readonly db: DatabaseSync;
  readonly statements: Statements;
  readonly documents: Documents;
  readonly queue: CommitQueue;
  readonly outbox: SqliteOutbox;
  readonly clock: Clock;
  readonly onCommit: OnCommit;
  readonly runAgain: <T>(attempt: () => Promise<T>) => Promise<T>;
}

/** The store port on one SQLite file: reads answer at once, writes go through the commit queue. */
export class SqliteStore implements Store {
  readonly outbox: SqliteOutbox;
  readonly onCommit: OnCommit;
  readonly #parts: SqliteStoreParts;
  readonly #source: BufferSource<Row>;

  constructor(parts: SqliteStoreParts) {
    this.#parts = parts;
    this.outbox = parts.outbox;
    this.onCommit = parts.onCommit;
    this.#source = {
      read: async (collection, key) => this.#read(() => parts.documents.get(collection, key)),
      find: async (collection, query) => this.#read(() => parts.documents.find(collection, query)),
      count: (collection, query) => this.count(collection, query),
    };
  }

  async get<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined> {
    const row = this.#read(() => this.#parts.documents.get(collection, key));
    return row === undefined ? undefined : (JSON.parse(row.text) as T);
  }

  async find<T extends object, I extends string>(collection: Collection<T, I>, query: Query<I>): Promise<Page<T>> {
    const page = this.#read(() => this.#parts.documents.find(collection, query));
    return { ...page, items: page.items.map((row) => JSON.parse(row.text) as T) };
  }

  async count<T extends object, I extends string>(
    collection: Collection<T, I>,
    query: Pick<Query<I>, 'index' | 'equals' | 'range'>,
  ): Promise<number> {
    return this.#read(() => this.#parts.documents.count(collection, query));
  }

  async scan<T extends object>(collection: Collection<T>, { limit, after }: { limit: number; after?: string | undefined }): Promise<Page<T>> {
    const page = this.#read(() => this.#parts.documents.scan(collection, limit, after));
    return { ...page, items: page.items.map((row) => JSON.parse(row.text) as T) };
  }

  async insert<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const { key, text } = checkDocument(collection, doc);
    await this.#write(collection, () => this.#parts.documents.insert(collection, key, text));
  }

  async put<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const { key, text } = checkDocument(collection, doc);
    await this.#write(collection, () => this.#parts.documents.put(collection, key, text));
  }

  async update<T extends object>(collection: Collection<T>, key: string, change: (doc: T) => T | undefined): Promise<T> {
    const { documents, queue } = this.#parts;
    return queue.run((): Applied<T> => {
      const row = documents.get(collection, key);
      if (row === undefined) throw new AppError('not-found');
      const text = changed(collection, row.text, change);
      if (text === undefined) return { result: JSON.parse(row.text) as T };
      documents.replace(collection, row, text);
      return { result: JSON.parse(text) as T, hint: touched(collection) };
    });
  }

  async remove<T extends object>(collection: Collection<T>, key: string): Promise<boolean> {
    return this.#parts.queue.run((): Applied<boolean> => {
      const there = this.#parts.documents.remove(collection, key);
      return there ? { result: true, hint: touched(collection) } : { result: false };
    });
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { documents, outbox, queue, runAgain } = this.#parts;
    return runAgain(async () => {
      const buffer = new TransactionBuffer<Row>(this.#source);
      const answer = await work(buffer);
      const changes = buffer.changes();
      const idle = changes.messages.length === 0 && changes.documents.every((each) => each.write === undefined && !each.guarded);
      if (!idle) await queue.run(() => applyChanges(documents, outbox, changes));
      return answer;
    });
  }

  /** Gives no commit hint: a claim makes no new work. */
  async takeDue<T extends DueFields & object>(
    collection: Collection<T>,
    ask: { now: number; limit: number; leaseMs: number; holder?: string | undefined },
  ): Promise<readonly T[]> {
    const { documents, queue } = this.#parts;
    // Looking first costs no transaction where nothing is due, which is the usual answer.
    if (this.#read(() => documents.due(collection, ask.now, 1)).length === 0) return [];
    return queue.run(() => ({
      result: documents.due(collection, ask.now, ask.limit).map((row) => {
        const text = JSON.stringify(claimDue(JSON.parse(row.text) as T, ask.now, ask.leaseMs, ask.holder));
        documents.replace(collection, row, text);
        return JSON.parse(text) as T;
      }),
    }));
  }

  async ping(): Promise<void> {
    const sql = 'INSERT INTO pings (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at';
    await this.#parts.queue.run(() => {
      this.#parts.statements(sql).run(this.#parts.clock.now());
      return { result: undefined };
    });
  }

  async close(): Promise<void> {
    if (!this.#parts.db.isOpen) return;
    this.#parts.queue.drain();
    this.#parts.db.close();
  }

  #write(collection: { readonly name: string }, apply: () => void): Promise<void> {
    return this.#parts.queue.run(() => {
      apply();
      return { result: undefined, hint: touched(collection) };
    });
  }

  #read<T>(read: () => T): T {
    if (!this.#parts.db.isOpen) throw new AppError('unavailable', { detail: 'The store is closed.' });
    try {
      return read();
    } catch (error) {
      throw toAppError(error);
    }
  }
}

const touched = (collection: { readonly name: string }) => ({ collections: new Set([collection.name]), sent: false });
