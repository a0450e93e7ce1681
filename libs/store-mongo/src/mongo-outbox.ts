import mongoose from 'mongoose';
import type { Clock, CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS, partitionOf } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage } from '@portal-sync/store';
import { CommitConflict } from '@portal-sync/store/engine';
import { fromBson, toBson } from './bson-document.ts';
import { placeMessages } from './place-messages.ts';
import type { RunInTransaction } from './run-in-transaction.ts';
import { newId } from './stored-document.ts';
import type { OutboxCollections } from './stored-message.ts';
import type { Use } from './store-gate.ts';
import type { Wait } from './wait.ts';

/** How often to place again when another process placed the same messages. */
const TRIES = 10;
const CAP_MS = 50;

export interface MongoOutboxParts {
  readonly owner: string;
  readonly collections: OutboxCollections;
  readonly runInTransaction: RunInTransaction;
  readonly clock: Clock;
  readonly use: Use;
  readonly wait: Wait;
}

/** Messages wait without a position until `place` gives them one; any number of processes may place. */
export class MongoOutbox implements Outbox {
  readonly owner: string;
  readonly #parts: MongoOutboxParts;

  constructor(parts: MongoOutboxParts) {
    this.owner = parts.owner;
    this.#parts = parts;
  }

  /** Called inside the transaction that sends. */
  async add(messages: readonly CloudEvent[], session: mongoose.ClientSession): Promise<void> {
    if (messages.length === 0) return;
    // The server replaces an empty timestamp by its own time: https://www.mongodb.com/docs/manual/reference/bson-types/#timestamps
    const stamp = new mongoose.mongo.Timestamp({ t: 0, i: 0 });
    const rows = messages.map((message) => ({
      _id: newId(),
      partition: partitionOf(message.partitionkey),
      stamp,
      waiting: true as const,
      message: toBson(JSON.parse(JSON.stringify(message))) as object,
    }));
    await this.#parts.collections.messages.insertMany(rows, { session });
  }

  /** 0 also where another process is placing what waits. */
  async place(): Promise<number> {
    const { collections, runInTransaction, clock, use, wait } = this.#parts;
    return use(async () => {
      for (let tries = 1; tries <= TRIES; tries++) {
        // Looking first costs no transaction where nothing waits, which is the usual answer.
        const waits = await collections.messages.findOne({ waiting: true }, { hint: 'waiting', projection: { _id: 1 } });
        if (waits === null) return 0;
        try {
          return await placeMessages(collections, runInTransaction, clock.now());
        } catch (error) {
          if (!(error instanceof CommitConflict)) throw error;
          await wait(tries, CAP_MS);
        }
      }
      return 0;
    });
  }

  async readFrom(partition: number, after: number, limit: number): Promise<readonly PlacedMessage[]> {
    return this.#parts.use(async () => {
      const rows = await this.#parts.collections.messages
        .find({ partition, position: { $gt: after } }, { hint: 'placed', sort: { partition: 1, position: 1 }, limit, batchSize: limit })
        .toArray();
      return rows.map(({ position = 0, message }) => ({ owner: this.owner, partition, position, message: fromBson(message) as CloudEvent }));
    });
  }

  async heads(): Promise<readonly number[]> {
    return this.#parts.use(async () => {
      const heads = Array.from({ length: PARTITIONS }, () => 0);
      const all = await this.#parts.collections.heads.find({ _id: { $gte: 0 } }, { hint: '_id_' }).toArray();
      for (const { _id, position } of all) heads[_id] = position;
      return heads;
    });
  }

  async prune(before: number): Promise<number> {
    return this.#parts.use(async () => {
      const { deletedCount } = await this.#parts.collections.messages.deleteMany({ placedAt: { $lt: before } }, { hint: 'age' });
      return deletedCount;
    });
  }
}
