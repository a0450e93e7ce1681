import type { AppError } from '@portal-sync/kernel';
import { describe, expect } from 'vitest';
import { note, notes } from './sample-collections.ts';
import type { Note } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

const ODD_KEYS = [
  ' ',
  "o'clock",
  '"quoted"',
  'a/b/c',
  'a.b',
  '$set',
  '100%_',
  '__proto__',
  'constructor',
  'line\nbreak',
  'nul\0nul',
  'Ünïcödé',
  'e\u0301',
  '\u00e9',
  '日本語',
  '🧘🏽‍♀️',
  '\u202eright to left',
  'x'.repeat(500),
  '0',
  'null',
];

/** Single documents: insert, get, update, put, remove. */
export function documentRules({ open, rule }: ContractBench): void {
  describe('documents', () => {
    rule('what was inserted is read back, and an unknown key reads as nothing', async () => {
      const { store } = await open();
      const full = note('1', { rank: 1.5, slug: 's', done: true, place: { city: 'Gent' }, extra: { 'a.b': '1', $set: '2' } });
      await store.insert(notes, full);
      expect(await store.get(notes, '1')).toEqual(full);
      expect(await store.get(notes, '2')).toBeUndefined();
    });

    rule('a taken key is refused and what stands is kept', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { title: 'first' }));
      await expect(store.insert(notes, note('1', { title: 'second' }))).rejects.toMatchObject({ code: 'already-exists' });
      expect((await store.get(notes, '1'))?.title).toBe('first');
    });

    rule('of many inserts of one key at once exactly one wins', async () => {
      const { store } = await open();
      const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => store.insert(notes, note('1', { title: `${i}` }))));
      expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    });

    rule('a document handed out or handed in can be changed without changing what is stored', async () => {
      const { store } = await open();
      const mine = note('1', { place: { city: 'Gent' } });
      const inserting = store.insert(notes, mine);
      mine.title = 'changed after the call';
      await inserting;
      const read = (await store.get(notes, '1')) as Note;
      expect(read.title).toBe('note 1');
      if (read.place !== undefined) read.place.city = 'Brugge';
      expect((await store.get(notes, '1'))?.place?.city).toBe('Gent');
    });

    rule('an update gives back what stands, and leaves the document when the change says so', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      expect((await store.update(notes, '1', (doc) => ({ ...doc, title: 'new' }))).title).toBe('new');
      expect((await store.update(notes, '1', () => undefined)).title).toBe('new');
      expect((await store.get(notes, '1'))?.title).toBe('new');
    });

    rule('an update of nothing is refused', async () => {
      const { store } = await open();
      await expect(store.update(notes, '1', (doc) => doc)).rejects.toMatchObject({ code: 'not-found' });
    });

    rule('an update whose change throws leaves the document as it was', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      const failure = new Error('no');
      const failing = store.update(notes, '1', (doc) => {
        doc.title = 'half done';
        throw failure;
      });
      await expect(failing).rejects.toBe(failure);
      expect((await store.get(notes, '1'))?.title).toBe('note 1');
    });

    rule('a change cannot move a document to another key', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      await expect(store.update(notes, '1', (doc) => ({ ...doc, id: '2' }))).rejects.toMatchObject({ code: 'internal' });
      expect(await store.get(notes, '2')).toBeUndefined();
    });

    rule('no update is lost among many at once', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 0 }));
      await Promise.all(Array.from({ length: 100 }, () => store.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }))));
      expect((await store.get(notes, '1'))?.rank).toBe(100);
    });

    rule('an update that meets another write does not undo it: the change runs on what stands', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 1 }));
      let other: Promise<void> | undefined;
      await store.update(notes, '1', (doc) => {
        other ??= store.put(notes, note('1', { rank: 100 }));
        return { ...doc, rank: Number(doc.rank) + 1 };
      });
      await other;
      expect([100, 101]).toContain((await store.get(notes, '1'))?.rank);
    });

    rule('put inserts or replaces the whole document', async () => {
      const { store } = await open();
      await store.put(notes, note('1', { place: { city: 'Gent' } }));
      await store.put(notes, note('1', { title: 'again' }));
      expect(await store.get(notes, '1')).toEqual(note('1', { title: 'again' }));
    });

    rule('remove says whether it was there', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      expect(await store.remove(notes, '1')).toBe(true);
      expect(await store.remove(notes, '1')).toBe(false);
      expect(await store.get(notes, '1')).toBeUndefined();
    });

    rule('every write is checked by the schema, and the error names the paths but not the values', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { place: { city: 'Gent' } }));
      const spoil = (doc: Note): Note => ({ ...doc, title: 7 as unknown as string, place: { city: ['canary-value'] as unknown as string } });
      const writes: (() => Promise<unknown>)[] = [
        () => store.insert(notes, spoil(note('2'))),
        () => store.put(notes, spoil(note('1'))),
        () => store.update(notes, '1', spoil),
        () => store.transaction((tx) => tx.insert(notes, spoil(note('2')))),
        () => store.transaction((tx) => tx.put(notes, spoil(note('1')))),
        () => store.transaction((tx) => tx.update(notes, '1', spoil)),
      ];
      for (const write of writes) {
        const error = (await write().catch((reason: unknown) => reason)) as AppError;
        expect(error).toMatchObject({ code: 'internal' });
        expect(error.issues.map((issue) => issue.path)).toEqual(['title', 'place.city']);
        expect(JSON.stringify([error.message, error.detail, error.issues])).not.toContain('canary-value');
      }
      expect(await store.get(notes, '1')).toEqual(note('1', { place: { city: 'Gent' } }));
      expect(await store.get(notes, '2')).toBeUndefined();
    });

    rule('a field that the schema does not name is not stored', async () => {
      const { store } = await open();
      await store.insert(notes, { ...note('1'), smuggled: true } as Note);
      expect(await store.get(notes, '1')).toEqual(note('1'));
    });

    rule('a value of a unique index is taken once, and documents without it do not clash', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { slug: 'x' }));
      await store.insert(notes, note('2'));
      await store.insert(notes, note('3'));
      await store.insert(notes, note('4', { slug: 'x', agencyId: 'b' }));
      const clash = { code: 'already-exists' };
      await expect(store.insert(notes, note('5', { slug: 'x' }))).rejects.toMatchObject(clash);
      await expect(store.put(notes, note('2', { slug: 'x' }))).rejects.toMatchObject(clash);
      await expect(store.update(notes, '3', (doc) => ({ ...doc, slug: 'x' }))).rejects.toMatchObject(clash);
      expect(await store.get(notes, '5')).toBeUndefined();
      expect(await store.get(notes, '2')).toEqual(note('2'));
      await store.remove(notes, '1');
      await store.insert(notes, note('5', { slug: 'x' }));
    });

    rule('odd keys and texts are kept apart and come back as they were', async () => {
      const { store } = await open();
      for (const key of ODD_KEYS) await store.insert(notes, note(key, { title: key, rank: key, slug: key, place: { city: key } }));
      for (const key of ODD_KEYS) {
        expect(await store.get(notes, key)).toEqual(note(key, { title: key, rank: key, slug: key, place: { city: key } }));
        const found = await store.find(notes, { index: 'bySlug', equals: ['a', key] });
        expect(found.items.map((doc) => doc.id)).toEqual([key]);
      }
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(ODD_KEYS.length);
    });

    rule('half a surrogate pair is stored as the replacement character, in keys too', async () => {
      const { store } = await open();
      await store.insert(notes, note('half\ud800', { title: '\udc00' }));
      expect(await store.get(notes, 'half\ud800')).toEqual(note('half\ufffd', { title: '\ufffd' }));
      expect(await store.transaction((tx) => tx.get(notes, 'half\ud800'))).toEqual(note('half\ufffd', { title: '\ufffd' }));
    });

    rule('an empty key is refused', async () => {
      const { store } = await open();
      await expect(store.insert(notes, note(''))).rejects.toMatchObject({ code: 'internal' });
    });

    rule('a document of one megabyte is stored and read', async () => {
      const { store } = await open();
      const large = note('1', { title: 'ä'.repeat(500_000) });
      await store.insert(notes, large);
      expect(await store.get(notes, '1')).toEqual(large);
    });

    rule('a working store answers ping, a closed one is unavailable', async () => {
      const { store } = await open();
      await store.ping();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.get(notes, '1')).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.insert(notes, note('1'))).rejects.toMatchObject({ code: 'unavailable' });
      await store.close();
    });

    rule('writes that were under way when the store closed are answered one way or the other', async () => {
      const { store } = await open();
      const writes = Array.from({ length: 10 }, (_, i) => store.insert(notes, note(`${i}`)).then(() => 'done', () => 'refused'));
      await store.close();
      expect(await Promise.all(writes)).toHaveLength(10);
    });
  });
}
