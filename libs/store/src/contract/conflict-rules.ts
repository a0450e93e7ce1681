import { AppError } from '@portal-sync/kernel';
import { describe, expect } from 'vitest';
import type { Store, Transaction } from '../store.ts';
import { meeting } from './gate.ts';
import { readOutbox } from './read-outbox.ts';
import { message, note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

const rankOf = async (store: Store, id: string) => (await store.get(notes, id))?.rank;

/** Transactions that meet: what changed under one of them makes it run again. */
export function conflictRules({ open, rule }: ContractBench): void {
  describe('conflicts', () => {
    rule('a lost update is refused: the work runs again on what stands', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 1 }));
      for (const read of [
        (tx: Transaction) => tx.get(notes, '1'),
        (tx: Transaction) => tx.guard(notes, '1'),
        async (tx: Transaction) => (await tx.find(notes, { index: 'byRank', equals: ['a'] })).items[0],
      ]) {
        await store.put(notes, note('1', { rank: 1 }));
        let runs = 0;
        await store.transaction(async (tx) => {
          const seen = await read(tx);
          if (++runs === 1) await store.update(notes, '1', (doc) => ({ ...doc, rank: 10 }));
          await tx.put(notes, note('1', { rank: Number(seen?.rank) + 1 }));
        });
        expect(await rankOf(store, '1')).toBe(11);
        expect(runs).toBe(2);
      }
    });

    rule('who was overtaken between two reads is told of no fault that is none: the work runs again', async () => {
      const { store } = await open();
      for (const [id, trip] of [
        ['first', (tx: Transaction) => tx.insert(notes, note('first'))],
        ['second', (tx: Transaction) => tx.update(notes, 'second', (doc) => doc)],
      ] as const) {
        if (id === 'second') await store.insert(notes, note('second'));
        let runs = 0;
        await store.transaction(async (tx) => {
          const done = (await tx.get(notes, `done-${id}`)) !== undefined;
          // Somebody else does all of the same in one commit.
          if (++runs === 1) {
            await store.transaction(async (other) => {
              await other.insert(notes, note(`done-${id}`));
              await (id === 'first' ? other.insert(notes, note(id)) : other.remove(notes, id));
            });
          }
          if (!done) await trip(tx);
        });
        expect([id, runs]).toEqual([id, 2]);
      }
    });

    rule('a fault that stands is told at once', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      let runs = 0;
      const work = async (tx: Transaction): Promise<void> => {
        runs++;
        await tx.get(notes, '2');
        await tx.insert(notes, note('1'));
      };
      await expect(store.transaction(work)).rejects.toMatchObject({ code: 'already-exists' });
      expect(runs).toBe(1);
    });

    rule('a transaction sees one state of a document, however often it reads it', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 1 }));
      await store.transaction(async (tx) => {
        await tx.get(notes, '1');
        await store.put(notes, note('1', { rank: 2 }));
        expect((await tx.get(notes, '1'))?.rank).toBe(1);
      });
    });

    rule('no increment is lost among many transactions at once', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 0 }));
      const increment = () =>
        store.transaction(async (tx) => {
          const seen = await tx.get(notes, '1');
          await tx.put(notes, note('1', { rank: Number(seen?.rank) + 1 }));
        });
      await Promise.all(Array.from({ length: 200 }, increment));
      expect(await rankOf(store, '1')).toBe(200);
    });

    rule('a guarded read that changed, vanished, appeared or was made anew refuses the commit', async () => {
      const { store } = await open();
      const disturbances: [start: number | undefined, disturb: () => Promise<unknown>][] = [
        [1, () => store.update(notes, 'watched', (doc) => ({ ...doc, rank: 2 }))],
        [1, () => store.remove(notes, 'watched')],
        [undefined, () => store.insert(notes, note('watched'))],
        [1, async () => (await store.remove(notes, 'watched')) && store.insert(notes, note('watched', { rank: 1 }))],
      ];
      for (const [start, disturb] of disturbances) {
        await store.remove(notes, 'watched');
        if (start !== undefined) await store.insert(notes, note('watched', { rank: start }));
        let runs = 0;
        await store.transaction(async (tx) => {
          await tx.guard(notes, 'watched');
          if (++runs === 1) await disturb();
          await tx.put(notes, note('mine', { rank: runs }));
        });
        expect(runs).toBe(2);
        expect(await rankOf(store, 'mine')).toBe(2);
      }
    });

    rule('a read without a guard may change, as long as it is not written', async () => {
      const { store } = await open();
      await store.insert(notes, note('1'));
      let runs = 0;
      await store.transaction(async (tx) => {
        runs++;
        await tx.get(notes, '1');
        await store.update(notes, '1', (doc) => ({ ...doc, title: `${doc.title}!` }));
        await tx.put(notes, note('2'));
      });
      expect(runs).toBe(1);
    });

    rule('write skew is refused: of two on call, each leaving because the other stays, one stays', async () => {
      const { store } = await open();
      for (const id of ['ann', 'bob']) await store.insert(notes, note(id, { done: false }));
      const bothHaveRead = meeting(2);
      const leave = (me: string, other: string) =>
        store.transaction(async (tx) => {
          const others = await tx.guard(notes, other);
          await bothHaveRead();
          if (others?.done === false) await tx.update(notes, me, (doc) => ({ ...doc, done: true }));
        });
      await Promise.all([leave('ann', 'bob'), leave('bob', 'ann')]);
      const gone = [await store.get(notes, 'ann'), await store.get(notes, 'bob')].filter((doc) => doc?.done);
      expect(gone).toHaveLength(1);
    });

    rule('two who each write because the other has written nothing: one of them writes', async () => {
      const { store } = await open();
      const bothHaveRead = meeting(2);
      const claim = (mine: string, other: string) =>
        store.transaction(async (tx) => {
          const taken = await tx.guard(notes, other);
          await bothHaveRead();
          if (taken === undefined) await tx.insert(notes, note(mine));
        });
      await Promise.all([claim('ann', 'bob'), claim('bob', 'ann')]);
      expect(await store.count(notes, { index: 'byRank', equals: ['a'] })).toBe(1);
    });

    rule('two who insert the same key: one stays, the other is told', async () => {
      const { store } = await open();
      const bothAreIn = meeting(2);
      const insert = (title: string) =>
        store.transaction(async (tx) => {
          await tx.insert(notes, note('1', { title }));
          tx.send(message('1', title));
          await bothAreIn();
        });
      const tries = await Promise.allSettled([insert('x'), insert('y')]);
      const refused = tries.filter((each) => each.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'already-exists' });
      expect((await readOutbox(store)).map((placed) => placed.message.id)).toEqual([(await store.get(notes, '1'))?.title]);
    });

    rule('a transaction disturbed every time gives up with a conflict and leaves nothing', async () => {
      const { store } = await open();
      await store.insert(notes, note('1', { rank: 0 }));
      let runs = 0;
      const hopeless = store.transaction(async (tx) => {
        runs++;
        tx.send(message('1', 'never'));
        await tx.insert(notes, note('never'));
        await tx.guard(notes, '1');
        await store.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
      });
      await expect(hopeless).rejects.toMatchObject({ code: 'conflict' });
      expect(runs).toBeGreaterThan(1);
      expect(runs).toBeLessThanOrEqual(100);
      expect(await rankOf(store, '1')).toBe(runs);
      expect(await store.get(notes, 'never')).toBeUndefined();
      expect(await readOutbox(store)).toEqual([]);
    });

    rule('a refusal of the work itself is passed on and not tried again', async () => {
      const { store } = await open();
      let runs = 0;
      const refusal = new AppError('conflict', { detail: 'The work says no.' });
      const refused = store.transaction(async () => {
        runs++;
        throw refusal;
      });
      await expect(refused).rejects.toBe(refusal);
      expect(runs).toBe(1);
    });

    rule('two that run again, one within the other, do not wait for each other without end', async () => {
      const { store } = await open();
      for (const id of ['outer', 'inner']) await store.insert(notes, note(id, { rank: 0 }));
      const increment = (id: string) => store.update(notes, id, (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
      let outerRuns = 0;
      await store.transaction(async (outer) => {
        await outer.guard(notes, 'outer');
        if (++outerRuns === 1) await increment('outer');
        let innerRuns = 0;
        await store.transaction(async (inner) => {
          await inner.guard(notes, 'inner');
          if (++innerRuns === 1) await increment('inner');
          await inner.put(notes, note('made by inner'));
        });
        await outer.put(notes, note('made by outer'));
      });
      expect(outerRuns).toBe(2);
      expect(await store.get(notes, 'made by outer')).toBeDefined();
    });
  });
}
