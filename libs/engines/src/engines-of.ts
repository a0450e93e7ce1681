import type { Bus } from '@portal-sync/bus';
import type { OpenStore, Store } from '@portal-sync/store';
import type { Engines } from './engines.ts';
import { withBusCollections } from './with-bus-collections.ts';

export interface EngineParts {
  readonly bus: Bus;
  readonly open: OpenStore;
  /** Told of each store before it is handed out. */
  readonly opened?: (store: Store) => Promise<void>;
  readonly atWork?: Engines['atWork'];
}

/** A bus and an engine of stores as one pair. */
export function enginesOf({ bus, open, opened = async () => undefined, atWork = async () => [] }: EngineParts): Engines {
  const stores: Store[] = [];
  return {
    bus,
    atWork,
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
