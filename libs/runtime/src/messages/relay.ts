import type { Bus } from '@portal-sync/bus';
import { PARTITIONS, type Cancel, type Clock, type Log, type Timers } from '@portal-sync/kernel';
import { defineCollection, type PlacedMessage, type Store } from '@portal-sync/store';
import { z } from 'zod';
import type { Running } from '../work/running.ts';

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
  /** Age of the last completed look, ms. */
  lastProgressAgeMs(): number;
}

const BATCH = 500;
const POLL_MS = 1_000;
const RETRY_MS = { first: 200, last: 30_000 };

/**
 * Publishes the outbox: gives waiting messages their places, reads on from its cursors, publishes, moves the cursors. Woken by commits that
 * sent something; polling is the truth. A crash between publishing and moving a cursor publishes again: at least once.
 */
export function startRelay({ store, bus, clock, timers, log: parent }: RelayDeps): Relay {
  const log = parent.child({ part: 'relay' });
  let stopped = false;
  let wanted = false;
  let current: Promise<void> | undefined;
  let cancel: Cancel = () => undefined;
  let failures = 0;
  let progressAt = clock.now();

  const wake = (): void => {
    wanted = true;
    if (!stopped) current ??= run();
  };
  const run = async (): Promise<void> => {
    cancel();
    let waitMs = POLL_MS;
    try {
      while (wanted) {
        wanted = false;
        while ((await relayBatch(store, bus)) >= BATCH && !stopped);
      }
      failures = 0;
      progressAt = clock.now();
    } catch (error) {
      waitMs = Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** failures++);
      log.error({ error, failures, waitMs }, 'relaying failed, trying again');
    }
    current = undefined;
    if (!stopped) cancel = timers.after(waitMs, wake);
  };

  // While it fails, only its timer wakes it: a busy store must not become a storm on a bus that is down.
  const unlisten = store.onCommit((hint) => {
    if (hint.sent && failures === 0) wake();
  });
  wake();
  return {
    lastProgressAgeMs: () => clock.now() - progressAt,
    async stop() {
      unlisten();
      if (failures === 0) wake();
      stopped = true;
      await current;
      cancel();
    },
  };
}

/** Publishes what waits, at most about `BATCH` messages; how many. */
async function relayBatch(store: Store, bus: Bus): Promise<number> {
  await store.outbox.place();
  const heads = await store.outbox.heads();
  const batch: PlacedMessage[] = [];
  const reached = new Map<number, number>();
  for (let partition = 0; partition < PARTITIONS && batch.length < BATCH; partition++) {
    const head = heads[partition] ?? 0;
    if (head === 0) continue;
    const sent = (await store.get(relayCursors, String(partition)))?.position ?? 0;
    if (sent >= head) continue;
    const placed = await store.outbox.readFrom(partition, sent, BATCH - batch.length);
    batch.push(...placed);
    const last = placed.at(-1);
    if (last !== undefined) reached.set(partition, last.position);
  }
  if (batch.length === 0) return 0;
  await bus.publish(batch);
  await store.transaction(async (tx) => {
    for (const [partition, position] of reached) {
      const cursor = await tx.get(relayCursors, String(partition));
      if ((cursor?.position ?? 0) < position) await tx.put(relayCursors, { id: String(partition), position });
    }
  });
  return batch.length;
}
