import type { CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import type { Bus } from '../bus.ts';

export interface Relay {
  /** Commits messages in one transaction and publishes them. */
  send(store: Store, messages: readonly CloudEvent[]): Promise<void>;
  /** Publishes what was committed and not yet published by this relay. */
  publish(store: Store): Promise<readonly PlacedMessage[]>;
}

/** Commits messages without publishing them. */
export const commit = (store: Store, messages: readonly CloudEvent[]): Promise<void> =>
  store.transaction(async (tx) => {
    for (const each of messages) tx.send(each);
  });

/** Carries messages from outboxes to the bus, as the relay of a service does. Forgets at a restart what it published: at least once. */
export function createRelay(bus: Bus): Relay {
  const published = new Map<string, number>();
  const publish = async (store: Store): Promise<readonly PlacedMessage[]> => {
    while ((await store.outbox.place()) > 0);
    const batch: PlacedMessage[] = [];
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const place = `${store.outbox.owner}/${partition}`;
      const found = await store.outbox.readFrom(partition, published.get(place) ?? 0, 100_000);
      batch.push(...found);
      published.set(place, found.at(-1)?.position ?? published.get(place) ?? 0);
    }
    await bus.publish(batch);
    return batch;
  };
  return {
    publish,
    async send(store, messages) {
      await commit(store, messages);
      await publish(store);
    },
  };
}
