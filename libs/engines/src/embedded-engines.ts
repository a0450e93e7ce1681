import { createInprocessBus } from '@portal-sync/bus-inprocess';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import type { EngineDeps, Engines } from './engines.ts';
import { enginesOf } from './engines-of.ts';

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
  return enginesOf({ bus, open, opened: (store) => bus.register(store.outbox) });
}
