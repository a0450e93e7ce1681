import type { Bus } from '@portal-sync/bus';
import { PARTITIONS, type Cancel, type Clock, type Log, type Timers } from '@portal-sync/kernel';
import { defineCollection, type PlacedMessage, type Store } from '@portal-sync/store';
import { z } from 'zod';
import type { Running } from '../workers/running.ts';

/** How far the relay has published this store's outbox. */
export const relayCursors = defineCollection({
  name: 'relayCursors',
  schema: z.object({
    /** The partition's number. */
    id: z.string(),
    /** The last position published. */
    position: z.number().int(),
  }),
  key: (cursor) => cursor.id,
});

export interface RelayDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface Relay extends Running {
  /** Age of the last look that published all there was, ms. Grows while the bus is down. */
  lastProgressAgeMs(): number;
  /** Age of the last look that ended, well or not, ms. Grows only when the relay hangs. */
  lastLookAgeMs(): number;
}

const BATCH = 500;
const POLL_MS = 1_000;
const RETRY_MS = { first: 200, last: 30_000 };
/** Cursors are written this long after they moved: one write for many messages. What was published meanwhile is published again after a crash. */
const SAVE_MS = 200;

/**
 * Publishes the outbox: gives waiting messages their places, reads on from its cursors, publishes, moves the cursors. Woken by commits that
 * sent something; polling is the truth. A crash before a cursor is written publishes again: at least once.
 */
export function startRelay({ store, bus, clock, timers, log: parent }: RelayDeps): Relay {
  const log = parent.child({ part: 'relay' });
  const cursors = createCursors(store);
  let stopped = false;
  let wanted = false;
  let current: Promise<void> | undefined;
  let cancelPoll: Cancel = () => undefined;
  let cancelSave: Cancel | undefined;
  let failures = 0;
  let progressAt = clock.now();
  let lookedAt = clock.now();

  const wake = (): void => {
    wanted = true;
    if (!stopped) current ??= run();
  };
  const run = async (): Promise<void> => {
    cancelPoll();
    let waitMs = POLL_MS;
    try {
      while (wanted) {
        wanted = false;
        while ((await relayBatch(store, bus, cursors)) >= BATCH && !stopped);
      }
      failures = 0;
      progressAt = clock.now();
    } catch (error) {
      waitMs = Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** failures++);
      log.error({ error, failures, waitMs }, 'relaying failed, trying again');
    }
    current = undefined;
    lookedAt = clock.now();
    if (stopped) return;
    cancelPoll = timers.after(waitMs, wake);
    if (cursors.moved()) cancelSave ??= timers.after(SAVE_MS, () => void save());
  };
  const save = async (): Promise<void> => {
    cancelSave?.();
    cancelSave = undefined;
    await cursors.save().catch((error: unknown) => log.error({ error }, 'cursors could not be saved'));
  };

  // While it fails, only its timer wakes it: a busy store must not become a storm on a bus that is down.
  const unlisten = store.onCommit((hint) => {
    if (hint.sent && failures === 0) wake();
  });
  wake();
  return {
    lastProgressAgeMs: () => clock.now() - progressAt,
    lastLookAgeMs: () => clock.now() - lookedAt,
    async stop() {
      unlisten();
      if (failures === 0) wake();
      stopped = true;
      await current;
      cancelPoll();
      await save();
    },
  };
}

/** Publishes what waits, at most `BATCH` messages; how many. */
async function relayBatch(store: Store, bus: Bus, cursors: Cursors): Promise<number> {
  await store.outbox.place();
  const heads = await store.outbox.heads();
  const batch: PlacedMessage[] = [];
  const reached = new Map<number, number>();
  for (let partition = 0; partition < PARTITIONS && batch.length < BATCH; partition++) {
    const sent = await cursors.get(partition);
    if (sent >= (heads[partition] ?? 0)) continue;
    const placed = await store.outbox.readFrom(partition, sent, BATCH - batch.length);
    batch.push(...placed);
    reached.set(partition, placed.at(-1)?.position ?? sent);
  }
  if (batch.length > 0) await bus.publish(batch);
  for (const [partition, position] of reached) cursors.set(partition, position);
  return batch.length;
}

interface Cursors {
  get(partition: number): Promise<number>;
  set(partition: number, position: number): void;
  moved(): boolean;
  save(): Promise<void>;
}

/** Cursors in memory, read from the store the first time and written back together. */
function createCursors(store: Store): Cursors {
  const positions = new Map<number, number>();
  const dirty = new Set<number>();
  return {
    async get(partition) {
      const known = positions.get(partition) ?? (await store.get(relayCursors, String(partition)))?.position ?? 0;
      positions.set(partition, known);
      return known;
    },
    set(partition, position) {
      positions.set(partition, position);
      dirty.add(partition);
    },
    moved: () => dirty.size > 0,
    async save() {
      const moved = [...dirty];
      dirty.clear();
      if (moved.length === 0) return;
      await store.transaction(async (tx) => {
        for (const partition of moved) await tx.put(relayCursors, { id: String(partition), position: positions.get(partition) ?? 0 });
      });
    },
  };
}
