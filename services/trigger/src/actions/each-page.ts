import type { Collection, Query, Store, Transaction } from '@portal-sync/store';

const PAGE = 200;

/** Runs `act` in a transaction on the first page of a query until nothing is found: `act` must take every document out of the query. */
export async function eachPage<T extends object, I extends string>(
  store: Store,
  collection: Collection<T, I>,
  query: Pick<Query<I>, 'index' | 'equals' | 'range'>,
  act: (tx: Transaction, page: readonly T[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const { items } = await store.find(collection, { ...query, limit: PAGE });
    if (items.length === 0) return;
    await store.transaction((tx) => act(tx, items));
  }
}
