import { describe, expect } from 'vitest';
import type { Store } from '../store.ts';
import { note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

async function all(store: Store, limit: number): Promise<readonly string[][]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await store.scan(notes, { limit, after });
    pages.push(page.items.map((doc) => doc.id));
    after = page.next;
  } while (after !== undefined);
  return pages;
}

/** Reading everything, for a copy of the whole store. */
export function scanRules({ open, rule }: ContractBench): void {
  describe('scanning', () => {
    rule('all documents come once, in the order of their keys, page by page', async () => {
      const { store } = await open();
      for (const id of ['b', 'a', 'ä', 'a/2', 'Z', 'c']) await store.insert(notes, note(id));
      expect(await all(store, 4)).toEqual([['Z', 'a', 'a/2', 'b'], ['c', 'ä']]);
      expect(await all(store, 3)).toEqual([['Z', 'a', 'a/2'], ['b', 'c', 'ä']]);
      expect(await store.scan(notes, { limit: 1 })).toEqual({ items: [note('Z')], next: 'Z' });
    });

    rule('an empty collection is one empty page', async () => {
      const { store } = await open();
      expect(await store.scan(notes, { limit: 10 })).toEqual({ items: [] });
    });
  });
}
