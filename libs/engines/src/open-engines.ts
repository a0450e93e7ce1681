import type { Bus } from '@portal-sync/bus';
import { busCursors, deadLetters } from '@portal-sync/bus';
import { createInprocessBus } from '@portal-sync/bus-inprocess';
import type { Clock, Log, Random, Timers } from '@portal-sync/kernel';
import type { OpenStore, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';

export interface EngineDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** Which engines to open: embedded ones in this process, with one SQLite file per service in `folder`. */
export interface EmbeddedEngines {
  readonly kind: 'embedded';
  readonly folder: string;
  /** FULL (default) survives a power cut, NORMAL the end of the process. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

export type EngineChoice = EmbeddedEngines;

export interface Engines {
  /** Opens a service's store, with the collections that a bus keeps in it, and lets the bus carry its messages. */
  readonly openStore: OpenStore;
  readonly bus: Bus;
  /** Stops the bus, then closes every store it opened. */
  close(options?: { drainMs?: number }): Promise<void>;
}

/** The one place where engines meet the ports. Only `main.ts` files call it. Opening a store fails with AppError `unavailable`, naming the path. */
export function openEngines(options: EngineChoice & EngineDeps): Promise<Engines> {
  return OPENERS[options.kind](options);
}

const OPENERS: { [K in EngineChoice['kind']]: (options: Extract<EngineChoice, { kind: K }> & EngineDeps) => Promise<Engines> } = {
  embedded: openEmbedded,
};

async function openEmbedded(options: EmbeddedEngines & EngineDeps): Promise<Engines> {
  const open = openSqliteStore(options);
  const bus = createInprocessBus(options);
  const stores: Store[] = [];
  return {
    bus,
    async openStore(owner, collections) {
      const store = await open(owner, [...collections, busCursors, deadLetters]);
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
