import type { Collection, CollectionShape, Query, Store } from '@portal-sync/store';
import { writeCursor } from '@portal-sync/store/engine';

type Shape = Pick<CollectionShape, 'indexes'>;

/** Every form a query of a collection can take: each index, each number of fixed values, null or not, each range, each order. */
export function* everyQuery({ indexes }: Shape): Generator<Query> {
  for (const [index, { fields }] of Object.entries(indexes)) {
    for (let fixed = 0; fixed <= fields.length; fixed++) {
      for (const value of fixed === 0 ? ['x'] : ['x', null]) {
        const equals = Array.from({ length: fixed }, (_, at) => (at === fixed - 1 ? value : 'x'));
        const ranges = fixed < fields.length ? [undefined, { gt: 1 }, { gte: 1, lt: 9 }, { lte: 'x' }] : [undefined];
        for (const range of ranges) for (const order of ['asc', 'desc'] as const) yield { index, equals, order, ...(range === undefined ? {} : { range }) };
      }
    }
  }
}

/** Cursors into the middle and to the nulls. */
export function* cursorsFor({ indexes }: Shape, query: Query): Generator<string> {
  const { fields = [], unique = false } = indexes[query.index] ?? {};
  const open = fields.length - query.equals.length;
  for (const value of [1, null]) yield writeCursor([...Array.from({ length: open }, () => value), ...(unique ? [] : ['k'])]);
}

/** Asks them all, first pages, later pages and counts. */
export async function askEverything<T extends object>(store: Store, collection: Collection<T>): Promise<void> {
  const ask = async (query: Query): Promise<void> => {
    await store.find(collection, query);
    for (const cursor of cursorsFor(collection, query)) await store.find(collection, { ...query, cursor });
    if (query.order === 'asc') await store.count(collection, query);
  };
  await Promise.all([...everyQuery(collection)].map(ask));
}
