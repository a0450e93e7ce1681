import { describe, expect } from 'vitest';
import type { CommitHint } from '../outbox.ts';
import type { Store } from '../store.ts';
import { gate } from './gate.ts';
import { readOutbox } from './read-outbox.ts';
import { message, note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

const rankOf = async (store: Store, id: string) => (await store.get(notes, id))?.rank;

/** Buffered transactions: all or nothing, nothing locked. */
export function transactionRules({ open, rule }: ContractBench): void {
  describe('transactions', () => {
    rule('everything is applied together, and the answer of the work comes back', async () => {
      const { store } = await open();
      await store.insert(notes, note('old'));
      const answer = await store.transaction(async (tx) => {
        await tx.insert(notes, note('1'));
        await tx.put(notes, note('2'));
        await tx.update(notes, 'old', (doc) => ({ ...doc, rank: 1 }));
        tx.send(message('1', 'm1'));
        return 'answer';
      });
      expect(answer).toBe('answer');
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(3);
      expect(await rankOf(store, 'old')).toBe(1);
      expect((await readOutbox(store)).map((placed) => placed.message.id)).toEqual(['m1']);
    });

    rule('get sees the own writes, find and count and everybody else see what is committed', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 1 }));
      await store.insert(notes, note('gone'));
      await store.transaction(async (tx) => {
        await tx.insert(notes, note('2'));
        await tx.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
        await tx.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
        expect(await tx.remove(notes, 'gone')).toBe(true);
        expect(await tx.remove(notes, 'gone')).toBe(false);
        expect(await tx.get(notes, '2')).toEqual(note('2'));
        expect((await tx.get(notes, '1'))?.rank).toBe(3);
        expect(await tx.get(notes, 'gone')).toBeUndefined();
        expect((await tx.find(notes, { index: 'byRank', equals: ['a'] })).items.map((doc) => doc.id)).toEqual(['gone', '1']);
        expect(await tx.count(notes, { index: 'byRank', equals: ['a'] })).toBe(2);
        expect(await store.get(notes, '2')).toBeUndefined();
      });
      expect(await rankOf(store, '1')).toBe(3);
      expect(await store.get(notes, 'gone')).toBeUndefined();
    });

    rule('removing and inserting the same key replaces the document', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { slug: 's' }));
      await store.transaction(async (tx) => {
        await tx.remove(notes, '1');
        await expect(tx.update(notes, '1', (doc) => doc)).rejects.toMatchObject({ code: 'not-found' });
        await tx.insert(notes, note('1', { rank: 2, slug: 's' }));
        await expect(tx.insert(notes, note('1'))).rejects.toMatchObject({ code: 'already-exists' });
      });
      expect(await store.get(notes, '1')).toEqual(note('1', { rank: 2, slug: 's' }));
    });

    rule('a unique value can go from a removed document to a new one', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { slug: 's' }));
      await store.transaction(async (tx) => {
        await tx.insert(notes, note('2', { slug: 's' }));
        await tx.remove(notes, '1');
      });
      expect((await store.get(notes, '2'))?.slug).toBe('s');
    });

    rule('work that throws leaves neither state nor message', async () => {
      const { store } = await open();
      const failure = new Error('no');
      const failing = store.transaction(async (tx) => {
        await tx.insert(notes, note('1'));
        tx.send(message('1', 'm1'));
        throw failure;
      });
      await expect(failing).rejects.toBe(failure);
      expect(await store.get(notes, '1')).toBeUndefined();
      expect(await readOutbox(store)).toEqual([]);
    });

    rule('a commit refused for one document leaves neither the others nor the message', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { slug: 'taken' }));
      const refused = store.transaction(async (tx) => {
        tx.send(message('2', 'm1'));
        await tx.insert(notes, note('2'));
        await tx.insert(notes, note('3', { slug: 'taken' }));
        await tx.insert(notes, note('4'));
      });
      await expect(refused).rejects.toMatchObject({ code: 'already-exists' });
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(1);
      expect(await readOutbox(store)).toEqual([]);
    });

    rule('an await inside holds up nobody: an unrelated write goes through meanwhile', async () => {
      const { store } = await open();
      const waiting = gate();
      const reached = gate();
      const slow = store.transaction(async (tx) => {
        await tx.insert(notes, note('slow'));
        reached.open();
        await waiting.opened;
      });
      await reached.opened;
      await store.insert(notes, note('quick'));
      await store.transaction(async (tx) => tx.update(notes, 'quick', (doc) => ({ ...doc, rank: 1 })));
      expect(await rankOf(store, 'quick')).toBe(1);
      expect(await store.get(notes, 'slow')).toBeUndefined();
      waiting.open();
      await slow;
      expect(await store.get(notes, 'slow')).toEqual(note('slow'));
    });

    rule('what is written after the end is refused, not lost in silence', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      let late: Promise<unknown> | undefined;
      const left = await store.transaction(async (tx) => {
        late = tx.insert(notes, note('not awaited')).catch((error: unknown) => error);
        return tx;
      });
      expect(await late).toMatchObject({ code: 'internal' });
      const internal = { code: 'internal' };
      await expect(left.put(notes, note('2'))).rejects.toMatchObject(internal);
      await expect(left.update(notes, '1', (doc) => ({ ...doc, rank: 1 }))).rejects.toMatchObject(internal);
      await expect(left.remove(notes, '1')).rejects.toMatchObject(internal);
      expect(() => left.send(message('k', 'm'))).toThrow(expect.objectContaining(internal));
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(1);
    });

    rule('a listener hears what a commit touched, once it can be read', async () => {
      const { store } = await open();
      const hints: { collections: string[]; sent: boolean; readable: boolean }[] = [];
      const heard = gate();
      const cancel = store.onCommit((hint: CommitHint) => {
        void store.get(notes, '1').then((doc) => {
          hints.push({ collections: [...hint.collections], sent: hint.sent, readable: doc !== undefined });
          heard.open();
        });
      });
      await store
        .transaction(async (tx) => {
          await tx.insert(notes, note('failing'));
          throw new Error('no');
        })
        .catch(() => undefined);
      await store.transaction(async (tx) => {
        await tx.insert(notes, note('1'));
        tx.send(message('1', 'm1'));
      });
      await heard.opened;
      expect(hints).toEqual([{ collections: ['notes'], sent: true, readable: true }]);
      cancel();
      cancel();
      await store.insert(notes, note('2'));
      await store.ping();
      expect(hints).toHaveLength(1);
    });

    rule('a listener that throws harms neither the commit nor other listeners', async () => {
      const { store } = await open();
      const heard = gate();
      store.onCommit(() => {
        throw new Error('a bad listener');
      });
      store.onCommit(() => heard.open());
      await store.insert(notes, note('1'));
      await heard.opened;
      expect(await store.get(notes, '1')).toEqual(note('1'));
    });
  });
}
