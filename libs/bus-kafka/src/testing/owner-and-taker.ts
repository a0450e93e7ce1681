import type { Bus, Subscription } from '@portal-sync/bus';
import { busCursors, deadLetters } from '@portal-sync/bus';
import type { CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS, systemClock } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { vi } from 'vitest';

/** A service's store, in memory. */
export const openMemoryStore = (owner: string): Promise<Store> => openSqliteStore({ memory: true, clock: systemClock })(owner, [busCursors, deadLetters]);

export const message = (key: string, id: string, fields: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0', id, source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00.000Z',
  datacontenttype: 'application/json', dataversion: 1, partitionkey: key, agency: 'a', data: {}, ...fields,
});

/** Commits messages and gives back all of the outbox, with their places. */
export async function placed(owner: Store, messages: readonly CloudEvent[]): Promise<readonly PlacedMessage[]> {
  await owner.transaction(async (tx) => messages.forEach((each) => tx.send(each)));
  const pages = await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => owner.outbox.readFrom(partition, 0, 100_000)));
  return pages.flat();
}

/** Publishes as a relay does: again until it worked. Right after a topic was made, a partition may have no leader yet. */
export const publish = (bus: Bus, messages: readonly PlacedMessage[]): Promise<void> => vi.waitFor(() => bus.publish(messages), { timeout: 30_000, interval: 200 });

export interface Taker extends Subscription {
  readonly ids: string[];
  until(condition: () => boolean): Promise<void>;
}

/** A subscription that remembers what it took; `work` may throw. */
export function taker(store: Store, work: (message: CloudEvent) => Promise<void> | void = () => undefined): Taker {
  const ids: string[] = [];
  const watchers = new Set<() => void>();
  return {
    group: 'consumer', types: ['thing.changed'], store, ids,
    async handle(each) {
      await work(each);
      ids.push(each.id);
      for (const watcher of watchers) watcher();
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}
