import type { CloudEvent } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import type { Collection, CollectionShape } from '../collection.ts';
import type { Page, Query } from '../query.ts';
import type { Reads, Transaction } from '../store.ts';
import { checkDocument } from './check-document.ts';
import { CommitConflict } from './commit-conflict.ts';

/** A stored document as a transaction saw it; `R` adds whatever an engine needs to know it again (its version). */
export interface SeenDocument {
  readonly key: string;
  readonly text: string;
}

/** How a transaction reads the committed state. */
export interface BufferSource<R extends SeenDocument> {
  read(collection: CollectionShape, key: string): Promise<R | undefined>;
  find<T extends object, I extends string>(collection: Collection<T, I>, query: Query<I>): Promise<Page<R>>;
  count: Reads['count'];
}

/** All that a transaction knows of one document. */
export interface BufferedDocument<R extends SeenDocument> {
  readonly collection: CollectionShape;
  readonly key: string;
  /** What was read first; null = it was absent; undefined = never read (a blind put). */
  seen: R | null | undefined;
  /** The commit must find it as it was seen, even when nothing is written to it. */
  guarded: boolean;
  /** JSON text to write, null to remove, undefined to leave. */
  write: string | null | undefined;
}

/** What a commit has to check and apply, in the order of first touch. */
export interface Changes<R extends SeenDocument> {
  readonly documents: readonly BufferedDocument<R>[];
  readonly messages: readonly CloudEvent[];
}

/** Brokers take a record of a little over a million bytes unless told otherwise. Refused here, where nothing is done yet: in the outbox it would hold up all that comes after it. */
const MESSAGE_BYTES = 1_000_000;

/** The buffer behind every engine's transaction: remembers what was read, keeps what shall be written, locks nothing. */
export class TransactionBuffer<R extends SeenDocument> implements Transaction {
  readonly #source: BufferSource<R>;
  readonly #documents = new Map<string, Map<string, BufferedDocument<R>>>();
  readonly #messages: CloudEvent[] = [];
  #ended = false;

  constructor(source: BufferSource<R>) {
    this.#source = source;
  }

  /** Ends the transaction: a write that comes later, for want of an `await`, fails instead of getting lost. */
  changes(): Changes<R> {
    this.#ended = true;
    return { documents: this.#all(), messages: this.#messages };
  }

  async get<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined> {
    const document = await this.#read(collection, key);
    return parse<T>(current(document));
  }

  async guard<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined> {
    const document = await this.#see(this.#entry(collection, key));
    document.guarded = true;
    return parse<T>(current(document));
  }

  async find<T extends object, I extends string>(collection: Collection<T, I>, query: Query<I>): Promise<Page<T>> {
    const page = await this.#source.find(collection, query);
    for (const row of page.items) {
      const document = this.#entry(collection, row.key);
      if (document.seen === undefined) document.seen = row;
    }
    return { ...page, items: page.items.map((row) => JSON.parse(row.text) as T) };
  }

  count<T extends object, I extends string>(collection: Collection<T, I>, query: Pick<Query<I>, 'index' | 'equals' | 'range'>): Promise<number> {
    return this.#source.count(collection, query);
  }

  async insert<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const checked = checkDocument(collection, doc);
    const document = await this.#read(collection, checked.key);
    if (current(document) !== null) return this.#fail(new AppError('already-exists'));
    this.#write(document, checked.text);
  }

  async update<T extends object>(collection: Collection<T>, key: string, change: (doc: T) => T | undefined): Promise<T> {
    const document = await this.#read(collection, key);
    const text = current(document);
    if (text === null) return this.#fail(new AppError('not-found'));
    const next = changed(collection, text, change);
    if (next !== undefined) this.#write(document, next);
    return JSON.parse(next ?? text) as T;
  }

  async put<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const checked = checkDocument(collection, doc);
    this.#write(this.#entry(collection, checked.key), checked.text);
  }

  async remove<T extends object>(collection: Collection<T>, key: string): Promise<boolean> {
    const document = await this.#read(collection, key);
    const there = current(document) !== null;
    if (there) this.#write(document, null);
    return there;
  }

  send(message: CloudEvent): void {
    this.#refuseWhenEnded();
    if (Buffer.byteLength(JSON.stringify(message)) > MESSAGE_BYTES) throw new AppError('too-large', { detail: `A message ${message.type} is larger than ${MESSAGE_BYTES} bytes.` });
    this.#messages.push(message);
  }

  #write(document: BufferedDocument<R>, text: string | null): void {
    this.#refuseWhenEnded();
    document.write = text;
  }

  #refuseWhenEnded(): void {
    if (this.#ended) throw new AppError('internal', { detail: 'This transaction has ended: something in its work was not awaited.' });
  }

  /**
   * Fails for what was read. Documents are read one after another, and others commit in between: only while all of them still stand as they were
   * seen is it a fault of the work; else the work runs again.
   */
  async #fail(error: AppError): Promise<never> {
    for (const { collection, key, seen } of this.#all()) {
      if (seen === undefined) continue;
      const now = await this.#source.read(collection, key);
      if (now?.text !== seen?.text) throw new CommitConflict();
    }
    throw error;
  }

  #all(): readonly BufferedDocument<R>[] {
    return [...this.#documents.values()].flatMap((byKey) => [...byKey.values()]);
  }

  /** The document with our own write where there is one, else as read. */
  #read(collection: CollectionShape, key: string): Promise<BufferedDocument<R>> {
    const document = this.#entry(collection, key);
    return document.write === undefined ? this.#see(document) : Promise.resolve(document);
  }

  /** Reads once: later reads of the same document see the same state. */
  async #see(document: BufferedDocument<R>): Promise<BufferedDocument<R>> {
    if (document.seen !== undefined) return document;
    const row = (await this.#source.read(document.collection, document.key)) ?? null;
    if (document.seen === undefined) document.seen = row;
    return document;
  }

  #entry(collection: CollectionShape, asked: string): BufferedDocument<R> {
    const key = asked.toWellFormed();
    const byKey = this.#documents.get(collection.name) ?? new Map<string, BufferedDocument<R>>();
    this.#documents.set(collection.name, byKey);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const fresh: BufferedDocument<R> = { collection, key, seen: undefined, guarded: false, write: undefined };
    byKey.set(key, fresh);
    return fresh;
  }
}

/** Runs `change` on a document's text. Returns the text to write, or undefined to leave it. A change must not move the document to another key. */
export function changed<T extends object>(collection: Collection<T>, text: string, change: (doc: T) => T | undefined): string | undefined {
  const before = JSON.parse(text) as T;
  const key = collection.key(before);
  const after = change(before);
  if (after === undefined) return undefined;
  const checked = checkDocument(collection, after);
  if (checked.key !== key) throw new AppError('internal', { detail: `A change of ${collection.name} must keep the document's key.` });
  return checked.text;
}

const current = <R extends SeenDocument>(document: BufferedDocument<R>): string | null =>
  document.write !== undefined ? document.write : (document.seen?.text ?? null);

const parse = <T>(text: string | null): T | undefined => (text === null ? undefined : (JSON.parse(text) as T));
