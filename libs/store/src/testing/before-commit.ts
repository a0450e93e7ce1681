import type { CollectionShape } from '../collection.ts';
import type { Store, Transaction } from '../store.ts';
import { overriding } from './overriding.ts';

const WRITES = new Set(['put', 'insert', 'update', 'remove']);

/**
 * Does something once, at the worst moment: after the work of the next transaction that writes to this collection, before its commit.
 * What others commit then is what that transaction has not seen.
 */
export function beforeCommit(store: Store, collection: CollectionShape, act: () => Promise<unknown>): void {
  const transaction = store.transaction.bind(store);
  let acted = false;
  store.transaction = (work) =>
    transaction(async (tx) => {
      let writes = false;
      const watched: Transaction = overriding(tx, (name, method) => {
        if (!WRITES.has(name)) return undefined;
        return (...given) => {
          writes ||= (given[0] as CollectionShape).name === collection.name;
          return method(...given);
        };
      });
      const result = await work(watched);
      if (writes && !acted) {
        acted = true;
        store.transaction = transaction;
        await act();
      }
      return result;
    });
}
