import type { Collection } from './collection.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

const PAGE = 200;

/** All that a query finds, read page by page. Documents may come and go meanwhile, those it gave included. */
export async function* eachFound<T extends object, I extends string>(
  store: Pick<Store, 'find'>,
  collection: Collection<T, I>,
  query: Pick<Query<I>, 'index' | 'equals' | 'range'>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page = await store.find(collection, { ...query, limit: PAGE, cursor });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
