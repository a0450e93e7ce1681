import type { Clock, CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS, partitionOf } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage } from '@portal-sync/store';
import type { CommitQueue } from './commit-queue.ts';
import type { Statements } from './statements.ts';

/** Rows dropped in one transaction. */
const CHUNK = 1_000;

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
    const head = this.#statements(
      'INSERT INTO outbox_heads (partition, position) VALUES (?, 1) ON CONFLICT (partition) DO UPDATE SET position = position + 1 RETURNING position',
    ).get(partition);
    this.#statements('INSERT INTO outbox (partition, position, at, message) VALUES (?, ?, ?, ?)').run(
      partition,
      head?.['position'] ?? 0,
      this.#clock.now(),
      JSON.stringify(message),
    );
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
    const heads = Array.from({ length: PARTITIONS }, () => 0);
    for (const row of this.#statements('SELECT partition, position FROM outbox_heads').all()) heads[Number(row['partition'])] = Number(row['position']);
    return heads;
  }

  async prune(before: number): Promise<number> {
    let dropped = 0;
    for (;;) {
      const found = await this.#queue.run(() => ({ result: this.#drop(before) }));
      dropped += found;
      if (found < CHUNK) return dropped;
    }
  }

  #drop(before: number): number {
    const sql = 'DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE at < ? ORDER BY at LIMIT ?)';
    return Number(this.#statements(sql).run(before, CHUNK).changes);
  }
}
