import type mongoose from 'mongoose';
import type { Clock, Random } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import type { Collection, CommitHint, DueFields, OnCommit, Page, Query, Store, Transaction } from '@portal-sync/store';
import type { BufferSource, Changes } from '@portal-sync/store/engine';
import { changed, checkDocument, TransactionBuffer } from '@portal-sync/store/engine';
import { applyPlan } from './apply-plan.ts';
import { changesSomething, planCommit } from './commit-plan.ts';
import type { Documents } from './documents.ts';
import type { Lanes } from './lanes.ts';
import { isKeyTaken } from './mongo-error.ts';
import type { MongoOutbox } from './mongo-outbox.ts';
import type { RunInTransaction } from './run-in-transaction.ts';
import type { Row } from './stored-document.ts';
import type { StoreGate } from './store-gate.ts';
import { takeDue } from './take-due.ts';
import type { Wait } from './wait.ts';

export interface MongoStoreParts {
  readonly documents: Documents;
  readonly outbox: MongoOutbox;
  readonly pings: mongoose.mongo.Collection<{ _id: string; at: number }>;
  readonly gate: StoreGate;
  readonly lanes: Lanes;
  readonly runAgain: <T>(attempt: () => Promise<T>) => Promise<T>;
  readonly runInTransaction: RunInTransaction;
  readonly wait: Wait;
  readonly clock: Clock;
  readonly random: Random;
  readonly onCommit: OnCommit;
  readonly tell: (hints: readonly CommitHint[]) => void;
  readonly disconnect: () => Promise<void>;
  readonly serverTime: () => Promise<number>;
  /** Why the database cannot be used, for an operator. */
  readonly cannotUse: (error: unknown) => AppError;
}

/** How often an update is tried that others keep overtaking. */
const UPDATES = 50;
const CAP_MS = 100;

/** The store port on one MongoDB database: reads and single writes are one command each, a transaction's commit is one MongoDB transaction. */
export class MongoStore implements Store {
  readonly outbox: MongoOutbox;
  readonly onCommit: OnCommit;
  readonly #parts: MongoStoreParts;
  readonly #source: BufferSource<Row>;

  constructor(parts: MongoStoreParts) {
    const { documents, gate } = parts;
    this.#parts = parts;
    this.outbox = parts.outbox;
    this.onCommit = parts.onCommit;
    this.#source = {
      read: (collection, key) => gate.use(() => documents.get(collection, key)),
      find: (collection, query) => gate.use(() => documents.find(collection, query)),
      count: (collection, query) => this.count(collection, query),
    };
  }

  async get<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined> {
    const row = await this.#source.read(collection, key);
    return row === undefined ? undefined : (JSON.parse(row.text) as T);
  }

  async find<T extends object, I extends string>(collection: Collection<T, I>, query: Query<I>): Promise<Page<T>> {
    const page = await this.#source.find(collection, query);
    return { ...page, items: page.items.map((row) => JSON.parse(row.text) as T) };
  }

  async scan<T extends object>(collection: Collection<T>, { limit, after }: { limit: number; after?: string | undefined }): Promise<Page<T>> {
    const { documents, gate } = this.#parts;
    const page = await gate.use(() => documents.scan(collection, limit, after));
    return { ...page, items: page.items.map((row) => JSON.parse(row.text) as T) };
  }

  count<T extends object, I extends string>(collection: Collection<T, I>, query: Pick<Query<I>, 'index' | 'equals' | 'range'>): Promise<number> {
    const { documents, gate } = this.#parts;
    return gate.use(() => documents.count(collection, query));
  }

  async insert<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const { key, text } = checkDocument(collection, doc);
    await this.#write(collection, (documents) => documents.insert(collection, key, text));
  }

  async put<T extends object>(collection: Collection<T>, doc: T): Promise<void> {
    const { key, text } = checkDocument(collection, doc);
    await this.#write(collection, async (documents) => {
      // Two who put a key that is not there yet may both try to insert it: the later one replaces.
      await documents.put(collection, key, text).catch((error: unknown) => {
        if (!isKeyTaken(error)) throw error;
        return documents.put(collection, key, text);
      });
    });
  }

  async update<T extends object>(collection: Collection<T>, key: string, change: (doc: T) => T | undefined): Promise<T> {
    const { documents, gate, lanes, wait } = this.#parts;
    return lanes(`${collection.name}/${key}`, async () => {
      for (let tries = 1; tries <= UPDATES; tries++) {
        const row = await gate.use(() => documents.get(collection, key));
        if (row === undefined) throw new AppError('not-found');
        const text = changed(collection, row.text, change);
        if (text === undefined) return JSON.parse(row.text) as T;
        if (await gate.use(() => documents.replace(collection, row, text))) {
          this.#tell(collection);
          return JSON.parse(text) as T;
        }
        await wait(tries - 1, CAP_MS);
      }
      throw new AppError('conflict');
    });
  }

  async remove<T extends object>(collection: Collection<T>, key: string): Promise<boolean> {
    const there = await this.#parts.gate.use(() => this.#parts.documents.remove(collection, key));
    if (there) this.#tell(collection);
    return there;
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#parts.runAgain(async () => {
      const buffer = new TransactionBuffer<Row>(this.#source);
      const answer = await work(buffer);
      await this.#commit(buffer.changes());
      return answer;
    });
  }

  /** Gives no commit hint: a claim makes no new work. */
  takeDue<T extends DueFields & object>(collection: Collection<T>, ask: { now: number; limit: number; leaseMs: number }): Promise<readonly T[]> {
    const { documents, gate, random } = this.#parts;
    return gate.use(() => takeDue(documents, random, collection, ask));
  }

  async ping(): Promise<void> {
    const { pings, clock, gate, cannotUse } = this.#parts;
    await gate.use(() => pings.updateOne({ _id: 'ping' }, { $set: { at: clock.now() } }, { upsert: true }).catch((error: unknown) => Promise.reject(cannotUse(error))));
  }

  /** That of the primary. */
  time(): Promise<number> {
    return this.#parts.gate.use(this.#parts.serverTime);
  }

  async close(): Promise<void> {
    if (await this.#parts.gate.close()) await this.#parts.disconnect();
  }

  async #commit(changes: Changes<Row>): Promise<void> {
    const { documents, gate, runInTransaction } = this.#parts;
    const plans = planCommit(changes);
    const { messages } = changes;
    if (plans.length === 0 && messages.length === 0) return;
    const [first] = plans;
    await gate.use(async () => {
      // A single write is all or nothing by itself.
      const alone = plans.length === 1 && messages.length === 0 && first?.steps.length === 1 && first.steps[0]?.kind !== 'keep-free';
      if (alone) return applyPlan(documents, first);
      await runInTransaction(async (session) => {
        for (const plan of plans) await applyPlan(documents, plan, session);
        await this.outbox.add(messages, session);
      });
    });
    const touched = plans.filter(changesSomething).map((plan) => plan.collection.name);
    this.#parts.tell([{ collections: new Set(touched), sent: messages.length > 0 }]);
  }

  async #write(collection: { readonly name: string }, write: (documents: Documents) => Promise<void>): Promise<void> {
    await this.#parts.gate.use(() => write(this.#parts.documents));
    this.#tell(collection);
  }

  #tell(collection: { readonly name: string }): void {
    this.#parts.tell([{ collections: new Set([collection.name]), sent: false }]);
  }
}

