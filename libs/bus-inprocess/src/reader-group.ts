import type { DeliverDeps, Subscription } from '@portal-sync/bus';
import { busCursors } from '@portal-sync/bus';
import { PARTITIONS } from '@portal-sync/kernel';
import type { Outbox } from '@portal-sync/store';
import { PartitionReader } from './partition-reader.ts';

export interface ReaderGroupOptions extends DeliverDeps {
  readonly subscription: Subscription;
  readonly signal: AbortSignal;
  readonly progressed: (reader: PartitionReader) => void;
}

/** All readers of one group: one per owner and partition. */
export class ReaderGroup {
  readonly #options: ReaderGroupOptions;
  readonly #readers = new Map<string, readonly PartitionReader[]>();
  readonly #added = new Map<string, Promise<void>>();

  constructor(options: ReaderGroupOptions) {
    this.#options = options;
  }

  get readers(): readonly PartitionReader[] {
    return [...this.#readers.values()].flat();
  }

  /** Begins to read an owner's outbox, from where the group stopped; once, however often it is asked. */
  add(outbox: Outbox): Promise<void> {
    const added = this.#added.get(outbox.owner) ?? this.#begin(outbox);
    this.#added.set(outbox.owner, added);
    return added;
  }

  wake(owner: string, partition: number): void {
    this.#readers.get(owner)?.[partition]?.wake();
  }

  async #begin(outbox: Outbox): Promise<void> {
    const { subscription, log } = this.#options;
    const { group, store } = subscription;
    const cursors = await store.find(busCursors, { index: 'byReader', equals: [group, outbox.owner], limit: PARTITIONS });
    const known = new Map(cursors.items.map((cursor) => [cursor.partition, cursor.position]));
    const heads = await outbox.heads();
    const readers = Array.from({ length: PARTITIONS }, (_, partition) => {
      let position = known.get(partition) ?? 0;
      if (position > (heads[partition] ?? 0)) {
        // The owner's file was replaced by an older or a new one: reading on from here would pass over what it sends now.
        log.warn({ group, owner: outbox.owner, partition, position, head: heads[partition] }, 'a cursor is ahead of its outbox, reading from its beginning');
        position = 0;
      }
      return new PartitionReader({ ...this.#options, outbox, partition, position });
    });
    this.#readers.set(outbox.owner, readers);
    for (const reader of readers) reader.wake();
  }
}
