import type { Collection, Query, Store } from '@portal-sync/store';

const PAGE = 200;

/** Removes every document that a read along an index finds, page by page; how many. */
export async function empty<T extends object, I extends string>(
  store: Store,
  collection: Collection<T, I>,
  index: I,
  equals: Query<I>['equals'],
): Promise<number> {
  let removed = 0;
  for (;;) {
    const page = await store.find(collection, { index, equals, limit: PAGE });
    if (page.items.length === 0) return removed;
    await store.transaction(async (tx) => {
      for (const doc of page.items) await tx.remove(collection, collection.key(doc));
    });
    removed += page.items.length;
  }
}
