import type { Cancel, Log, Timers } from '@portal-sync/kernel';
import type { Consumer } from 'kafkajs';
import type { Lane } from './lane.ts';

/** What was handled within this time before a crash is delivered again. */
const COMMIT_MS = 200;

export interface CommitsOptions {
  readonly timers: Timers;
  readonly log: Log;
  readonly lanes: () => readonly Lane[];
  /** The consumer that is a member of the group now. */
  readonly consumer: () => Consumer | undefined;
}

/**
 * Tells Kafka how far the lanes came, all together and apart from handling. A commit that fails (a rebalance, a broker that is gone) is
 * noted and made up for by a later one: it costs redelivery and can never end the consumer.
 */
export class Commits {
  readonly #options: CommitsOptions;
  #cancel: Cancel | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: CommitsOptions) {
    this.#options = options;
  }

  /** Commits soon. */
  soon(): void {
    if (!this.#stopped) this.#cancel ??= this.#options.timers.after(COMMIT_MS, () => void this.now());
  }

  /** Commits what there is to commit; never fails. */
  async now(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    while (this.#running !== undefined) await this.#running;
    this.#running = this.#commit().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #commit(): Promise<void> {
    const consumer = this.#options.consumer();
    const reached = this.#options
      .lanes()
      .filter((lane) => lane.settled && lane.next !== undefined && lane.next !== lane.committed)
      .map((lane) => ({ lane, next: lane.next as number, metadata: String(lane.seen) }));
    if (consumer === undefined || reached.length === 0) return;
    try {
      await consumer.commitOffsets(reached.map(({ lane, next, metadata }) => ({ topic: lane.topic, partition: lane.partition, offset: String(next), metadata })));
      for (const { lane, next } of reached) lane.committed = next;
    } catch (error) {
      this.#options.log.debug({ error }, 'offsets could not be committed, trying again later');
      this.soon();
    }
  }
}
