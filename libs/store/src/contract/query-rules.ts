import { describe, expect } from 'vitest';
import type { Query } from '../query.ts';
import type { Store } from '../store.ts';
import { jobs, note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

type NoteIndex = 'byRank' | 'byDone' | 'byCity' | 'bySlug';

async function ids(store: Store, query: Query<NoteIndex>): Promise<readonly string[]> {
  return (await store.find(notes, query)).items.map((doc) => doc.id);
}

/** All pages of a query, with what `between` does after each. */
async function walk(store: Store, query: Query<NoteIndex>, between?: (page: number) => Promise<void>): Promise<readonly string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; ; page++) {
    const found = await store.find(notes, { ...query, cursor });
    seen.push(...found.items.map((doc) => doc.id));
    if (found.next === undefined) return seen;
    cursor = found.next;
    await between?.(page);
  }
}

/** Finding along an index, page by page, and counting. */
export function queryRules({ open, rule }: ContractBench): void {
  describe('queries', () => {
    rule('documents come in the order of the index, null first, ties by key', async () => {
      const { store } = await open();
      const ranks = { a: 2, b: null, c: 10, d: 2, e: 'text', f: -1.5, g: null } as const;
      for (const [id, rank] of Object.entries(ranks)) await store.insert(notes, note(id, { rank }));
      await store.insert(notes, note('other', { agencyId: 'b', rank: 3 }));
      expect(await ids(store, { index: 'byRank', equals: ['a'] })).toEqual(['b', 'g', 'f', 'a', 'd', 'c', 'e']);
      expect(await ids(store, { index: 'byRank', equals: ['a'], order: 'desc' })).toEqual(['e', 'c', 'd', 'a', 'f', 'g', 'b']);
      expect(await ids(store, { index: 'byRank', equals: ['a', 2] })).toEqual(['a', 'd']);
      expect(await ids(store, { index: 'byRank', equals: ['a', null] })).toEqual(['b', 'g']);
      expect(await ids(store, { index: 'byRank', equals: [], limit: 3 })).toEqual(['b', 'g', 'f']);
    });

    rule('ranges take in or leave out their bounds and never find null', async () => {
      const { store } = await open();
      for (const rank of [null, 1, 2, 3, 4]) await store.insert(notes, note(`n${rank}`, { rank }));
      const between = (range: Query['range']) => ids(store, { index: 'byRank', equals: ['a'], ...(range === undefined ? {} : { range }) });
      expect(await between({ gt: 1, lt: 4 })).toEqual(['n2', 'n3']);
      expect(await between({ gte: 1, lte: 4 })).toEqual(['n1', 'n2', 'n3', 'n4']);
      expect(await between({ lt: 3 })).toEqual(['n1', 'n2']);
      expect(await between({ gte: 5 })).toEqual([]);
      expect(await store.count(notes, { index: 'byRank', equals: ['a'], range: { gt: 1 } })).toBe(3);
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(5);
      expect(await store.count(notes, { index: 'byRank', equals: ['nobody'] })).toBe(0);
    });

    rule('a range goes over all types, as the order does: text follows numbers', async () => {
      const { store } = await open();
      for (const rank of [null, 1, 5, 'a', 'z']) await store.insert(notes, note(`n${rank}`, { rank }));
      for (const [range, found] of [
        [{ gte: 1 }, ['n1', 'n5', 'na', 'nz']],
        [{ gt: 5 }, ['na', 'nz']],
        [{ gt: 1, lte: 'a' }, ['n5', 'na']],
        [{ lt: 'b' }, ['n1', 'n5', 'na']],
        [{ gte: 'a', lt: 9 }, []],
      ] satisfies [Query['range'], string[]][]) {
        const query = { index: 'byRank', equals: ['a'], range } as const;
        expect(await ids(store, query)).toEqual(found);
        expect(await ids(store, { ...query, order: 'desc' })).toEqual(found.toReversed());
        expect(await store.count(notes, query)).toBe(found.length);
      }
    });

    rule('booleans and nested fields can be asked for', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { done: true, rank: 5, place: { city: 'Gent' } }));
      await store.insert(notes, note('2', { done: false, rank: 6, place: { city: 'Gent' } }));
      await store.insert(notes, note('3', { done: true, rank: 7 }));
      expect(await ids(store, { index: 'byDone', equals: ['a', true] })).toEqual(['1', '3']);
      expect(await ids(store, { index: 'byDone', equals: ['a', true], range: { gt: 5 } })).toEqual(['3']);
      expect(await ids(store, { index: 'byCity', equals: ['Gent'] })).toEqual(['1', '2']);
      expect(await ids(store, { index: 'byCity', equals: [null] })).toEqual(['3']);
    });

    rule('along a unique index only documents in it are found', async () => {
      const { store } = await open();
      for (const [id, slug] of [['1', 'b'], ['2', null], ['3', 'a'], ['4', 'c']] as const) await store.insert(notes, note(id, { slug }));
      expect(await ids(store, { index: 'bySlug', equals: ['a'] })).toEqual(['3', '1', '4']);
      expect(await ids(store, { index: 'bySlug', equals: ['a', 'b'] })).toEqual(['1']);
      expect(await ids(store, { index: 'bySlug', equals: ['a', null] })).toEqual([]);
      expect(await walk(store, { index: 'bySlug', equals: [], limit: 1, order: 'desc' })).toEqual(['4', '1', '3']);
      expect(await store.count(notes, { index: 'bySlug', equals: ['a'] })).toBe(3);
    });

    rule('text is ordered by code point, whatever the language', async () => {
      const { store } = await open();
      const texts = ['Z', 'a', 'z', 'é', '\uffff', '😀'];
      for (const text of texts) await store.insert(notes, note(`id-${text}`, { rank: text }));
      expect(await ids(store, { index: 'byRank', equals: ['a'] })).toEqual(texts.map((text) => `id-${text}`));
    });

    rule('pages of any size put together are the whole list, both ways', async () => {
      const { store } = await open();
      for (let i = 0; i < 25; i++) await store.insert(notes, note(`k${i}`, { rank: [null, 1, 2, 'x'][i % 4] ?? null, done: i % 3 === 0 }));
      for (const order of ['asc', 'desc'] as const) {
        for (const query of [
          { index: 'byRank', equals: ['a'], order },
          { index: 'byRank', equals: ['a', 2], order },
          { index: 'byRank', equals: ['a'], range: { gte: 1 }, order },
          { index: 'byRank', equals: ['a'], range: { gt: 0, lt: 2 }, order },
          { index: 'byRank', equals: [], order },
          { index: 'byDone', equals: ['a'], order },
        ] satisfies Query<NoteIndex>[]) {
          const whole = await ids(store, query);
          for (const limit of [1, 2, 7, 25, 100]) expect(await walk(store, { ...query, limit })).toEqual(whole);
        }
      }
    });

    rule('the last page has no next, also when it is just full', async () => {
      const { store } = await open();
      for (const id of ['1', '2', '3', '4']) await store.insert(notes, note(id));
      const first = await store.find(notes, { index: 'byRank', equals: ['a'], limit: 2 });
      const second = await store.find(notes, { index: 'byRank', equals: ['a'], limit: 2, cursor: first.next });
      expect(second.items.map((doc) => doc.id)).toEqual(['3', '4']);
      expect(second).not.toHaveProperty('next');
    });

    rule('pages stay true while documents come and go', async () => {
      const { store } = await open();
      for (let i = 10; i < 50; i++) await store.insert(notes, note(`k${i}`, { rank: i }));
      const seen = await walk(store, { index: 'byRank', equals: ['a'], limit: 10 }, async (page) => {
        await store.insert(notes, note(`before${page}`, { rank: 0 }));
        await store.insert(notes, note(`after${page}`, { rank: 100 + page }));
        await store.remove(notes, `k${10 + page}`);
        // The document that the cursor stands on may go, too.
        await store.remove(notes, `k${19 + page * 10}`);
      });
      const kept = Array.from({ length: 40 }, (_, i) => `k${i + 10}`);
      expect(seen.slice(0, 40)).toEqual(kept);
      expect(seen.slice(40)).toEqual(['after0', 'after1', 'after2', 'after3']);
    });

    rule('a page is at most a thousand documents, a hundred unless said', async () => {
      const { store } = await open();
      for (let i = 0; i < 120; i++) await store.insert(notes, note(`k${i}`));
      expect(await ids(store, { index: 'byRank', equals: ['a'] })).toHaveLength(100);
      expect(await ids(store, { index: 'byRank', equals: ['a'], limit: 1000 })).toHaveLength(120);
      for (const limit of [0, 1001, 1.5]) {
        await expect(store.find(notes, { index: 'byRank', equals: ['a'], limit })).rejects.toMatchObject({ code: 'internal' });
      }
    });

    rule('a cursor that is not ours is a bad request', async () => {
      const { store } = await open();
      for (const cursor of ['', 'nonsense', Buffer.from('[1]').toString('base64url'), Buffer.from('[{},{}]').toString('base64url')]) {
        await expect(store.find(notes, { index: 'byRank', equals: ['a'], cursor })).rejects.toMatchObject({ code: 'bad-request' });
      }
    });

    rule('a cursor cannot leave the values that are fixed', async () => {
      const { store } = await open();
      for (const agencyId of ['a', 'b']) for (const id of ['1', '2', '3']) await store.insert(notes, note(agencyId + id, { agencyId }));
      const page = await store.find(notes, { index: 'byRank', equals: ['a'], limit: 1 });
      expect(await ids(store, { index: 'byRank', equals: ['b'], cursor: page.next })).not.toContain('a2');
    });

    rule('what was not declared is refused', async () => {
      const { store } = await open();
      const internal = { code: 'internal' };
      const undeclared = { ...notes, name: 'undeclared' };
      await expect(store.get(undeclared, '1')).rejects.toMatchObject(internal);
      await expect(store.insert(undeclared, note('1'))).rejects.toMatchObject(internal);
      await expect(store.find(notes, { index: 'byTitle' as NoteIndex, equals: [] })).rejects.toMatchObject(internal);
      await expect(store.find(notes, { index: 'byRank', equals: ['a', 1, 2] })).rejects.toMatchObject(internal);
      await expect(store.find(notes, { index: 'byRank', equals: ['a', 1], range: { gt: 1 } })).rejects.toMatchObject(internal);
      const notDue = notes as unknown as typeof jobs;
      await expect(store.takeDue(notDue, { now: 1, limit: 1, leaseMs: 1 })).rejects.toMatchObject(internal);
    });
  });
}
