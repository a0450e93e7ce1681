import type { Bus } from '@portal-sync/bus';
import type { OpenStore, Store } from '@portal-sync/store';
import type { Engines } from './engines.ts';
import { withBusCollections } from './with-bus-collections.ts';

/** A bus and an engine of stores as one pair. `opened` is told of each store before it is handed out. */
export function enginesOf(bus: Bus, open: OpenStore, opened: (store: Store) => Promise<void> = async () => undefined): Engines {
  const stores: Store[] = [];
  return {
    bus,
    async openStore(owner, collections) {
      const store = await open(owner, withBusCollections(collections));
      stores.push(store);
      await opened(store);
      return store;
    },
    async close(options) {
      await bus.close(options);
      for (const store of stores.splice(0)) await store.close();
    },
  };
}
