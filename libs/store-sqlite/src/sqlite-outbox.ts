import type { Clock, CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS, partitionOf } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage } from '@portal-sync/store';
import type { CommitQueue } from './commit-queue.ts';
import type { Statements } from './statements.ts';

/** Rows dropped in one transaction. */
const CHUNK = 1_000;

/** The last position a partition ever gave: of its newest row, or, when all its rows were dropped, as `outbox_heads` remembers it. */
const HEAD = 'coalesce((SELECT max(position) FROM outbox WHERE partition = ?1), (SELECT position FROM outbox_heads WHERE partition = ?1), 0)';
const READ_HEAD = `SELECT ${HEAD} AS position`;
const ADD = `INSERT INTO outbox (partition, position, at, message) VALUES (?1, ${HEAD} + 1, ?2, ?3)`;
const KEEP_HEAD = `INSERT INTO outbox_heads (partition, position) VALUES (?1, ${HEAD}) ON CONFLICT (partition) DO UPDATE SET position = excluded.position`;
const DROP = 'DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id > 0 ORDER BY id LIMIT ?1) AND at < ?2';
const EACH_PARTITION = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/** Commits are serial here, so a message gets its position in the transaction that sends it and nothing is left to place. */
export class SqliteOutbox implements Outbox {
  readonly owner: string;
  readonly #statements: Statements;
  readonly #queue: CommitQueue;
  readonly #clock: Clock;

  constructor(options: { owner: string; statements: Statements; queue: CommitQueue; clock: Clock }) {
    this.owner = options.owner;
    this.#statements = options.statements;
    this.#queue = options.queue;
    this.#clock = options.clock;
  }

  /** Called inside the transaction that sends. */
  add(message: CloudEvent): void {
    const partition = partitionOf(message.partitionkey);
    this.#statements(ADD).run(partition, this.#clock.now(), JSON.stringify(message));
  }

  async place(): Promise<number> {
    return 0;
  }

  async readFrom(partition: number, after: number, limit: number): Promise<readonly PlacedMessage[]> {
    const sql = 'SELECT position, message FROM outbox WHERE partition = ? AND position > ? ORDER BY position LIMIT ?';
    return this.#statements(sql)
      .all(partition, after, limit)
      .map((row) => ({
        owner: this.owner,
        partition,
        position: Number(row['position']),
        message: JSON.parse(String(row['message'])) as CloudEvent,
      }));
  }

  async heads(): Promise<readonly number[]> {
    return EACH_PARTITION.map((partition) => Number(this.#statements(READ_HEAD).get(partition)?.['position']));
  }

  async prune(before: number): Promise<number> {
    let dropped = 0;
    for (;;) {
      const found = await this.#queue.run(() => ({ result: this.#drop(before) }));
      dropped += found;
      if (found < CHUNK) return dropped;
    }
  }

  /** Rows stand in the order they came in, so the oldest are the first: `at` needs no index, which every commit would pay for. */
  #drop(before: number): number {
    for (const partition of EACH_PARTITION) this.#statements(KEEP_HEAD).run(partition);
    return Number(this.#statements(DROP).run(CHUNK, before).changes);
  }
}
