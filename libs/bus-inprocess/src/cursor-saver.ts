import { busCursors, cursorId } from '@portal-sync/bus';
import type { Cancel, Log, Timers } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { PartitionReader } from './partition-reader.ts';

/** What was handled within this time before a crash is delivered again. */
const SAVE_MS = 200;

/** Keeps the cursors, many at a time: one transaction per store and moment, however many messages went by. */
export class CursorSaver {
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #dirty = new Set<PartitionReader>();
  #cancel: Cancel | undefined;

  constructor(options: { timers: Timers; log: Log }) {
    this.#timers = options.timers;
    this.#log = options.log;
  }

  /** Takes note that a reader may have come further. */
  note(reader: PartitionReader): void {
    if (reader.position === reader.savedPosition) return;
    this.#dirty.add(reader);
    this.#cancel ??= this.#timers.after(SAVE_MS, () => void this.save());
  }

  /** Saves what there is to save. A failure is logged and tried again later: it costs redelivery, no message. */
  async save(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    const byStore = Map.groupBy(this.#dirty, (reader) => reader.subscription.store);
    this.#dirty.clear();
    await Promise.all([...byStore].map(([store, readers]) => this.#saveInto(store, readers)));
  }

  /** Nothing is saved from now on. */
  stop(): void {
    this.#cancel?.();
    // Stays set, so that no later note begins a new wait.
    this.#cancel = () => undefined;
  }

  async #saveInto(store: Store, readers: readonly PartitionReader[]): Promise<void> {
    const reached = readers.map((reader) => ({ reader, position: reader.position }));
    try {
      await store.transaction(async (tx) => {
        for (const { reader, position } of reached) {
          const { owner, partition } = reader;
          const { group } = reader.subscription;
          await tx.put(busCursors, { id: cursorId(group, owner, partition), reader: group, owner, partition, position });
        }
      });
      for (const { reader, position } of reached) reader.savedPosition = position;
    } catch (error) {
      this.#log.error({ error }, 'cursors could not be saved');
      for (const reader of readers) this.note(reader);
    }
  }
}
