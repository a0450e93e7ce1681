import { collections as broker } from '@portal-sync/broker/app';
import { busCursors, deadLetters } from '@portal-sync/bus';
import { collections as connector } from '@portal-sync/connector/app';
import { collections as matcher } from '@portal-sync/matcher/app';
import { collections as portal, passing } from '@portal-sync/portal/app';
import { importMarks, relayClaims } from '@portal-sync/runtime';
import type { Collection, CollectionShape, OpenStore, Store } from '@portal-sync/store';
import { collections as trigger } from '@portal-sync/trigger/app';
import { OPERATED, type Operated } from './find-product.ts';

/** A document of any collection. */
export type Doc = Readonly<Record<string, unknown>>;

export interface OpenedStore {
  readonly service: Operated;
  readonly store: Store;
  /** The collections whose records move. */
  readonly collections: readonly Collection<Doc>[];
}

const COLLECTIONS: Readonly<Record<Operated, readonly CollectionShape[]>> = { broker, connector, matcher, trigger, portal };

/** How far was read and sent is about these engines and means nothing on others, nor does what processes tell each other. */
const STAY: readonly string[] = [busCursors, relayClaims, importMarks, ...passing].map(({ name }) => name);

/** The stores of all services. */
export async function openHouseStores(openStore: OpenStore): Promise<readonly OpenedStore[]> {
  const opened: OpenedStore[] = [];
  for (const service of OPERATED) {
    const store = await openStore(service, COLLECTIONS[service]);
    const unique = [...new Map([...COLLECTIONS[service], deadLetters].map((each) => [each.name, each])).values()];
    opened.push({ service, store, collections: unique.filter(({ name }) => !STAY.includes(name)) as unknown as readonly Collection<Doc>[] });
  }
  return opened;
}
