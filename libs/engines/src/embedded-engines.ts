import { createInprocessBus } from '@portal-sync/bus-inprocess';
import type { Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import type { EngineDeps, Engines } from './engines.ts';
import { withBusCollections } from './with-bus-collections.ts';

/** Engines in this process, with one SQLite file per service in `folder`. */
export interface EmbeddedEngines {
  readonly kind: 'embedded';
  readonly folder: string;
  /** FULL (default) survives a power cut, NORMAL the end of the process. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

export async function openEmbeddedEngines(options: EmbeddedEngines & EngineDeps): Promise<Engines> {
  const open = openSqliteStore(options);
  const bus = createInprocessBus(options);
  const stores: Store[] = [];
  return {
    bus,
    async openStore(owner, collections) {
      const store = await open(owner, withBusCollections(collections));
      stores.push(store);
      await bus.register(store.outbox);
      return store;
    },
    async close(closeOptions) {
      await bus.close(closeOptions);
      for (const store of stores.splice(0)) await store.close();
    },
  };
}
