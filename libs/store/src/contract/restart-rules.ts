import { partitionOf } from '@portal-sync/kernel';
import { describe, expect } from 'vitest';
import { readOutbox } from './read-outbox.ts';
import { job, jobs, message, note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

/** What must stand after the process ended and began again. */
export function restartRules({ open, rule }: ContractBench): void {
  describe('restart', () => {
    rule('documents, unique values and leases stand after a restart', async () => {
      const bench = await open();
      await bench.store.insert(notes, note('1', { slug: 's', rank: 3 }));
      await bench.store.insert(jobs, job('1', 0));
      await bench.store.takeDue(jobs, { now: 0, limit: 1, leaseMs: 1_000 });
      const store = await bench.reopen();
      expect(await store.get(notes, '1')).toEqual(note('1', { slug: 's', rank: 3 }));
      expect((await store.find(notes, { index: 'byRank', equals: ['a'], range: { gte: 3 } })).items).toHaveLength(1);
      await expect(store.insert(notes, note('2', { slug: 's' }))).rejects.toMatchObject({ code: 'already-exists' });
      expect(await store.takeDue(jobs, { now: 999, limit: 1, leaseMs: 1_000 })).toEqual([]);
      expect(await store.takeDue(jobs, { now: 1_000, limit: 1, leaseMs: 1_000 })).toMatchObject([{ claim: 2 }]);
    }, 'restart');

    rule('messages that nobody has read yet are there after a restart, and positions go on', async () => {
      const bench = await open();
      await bench.store.transaction(async (tx) => {
        await tx.insert(notes, note('1'));
        tx.send(message('k', 'm1'));
      });
      let store = await bench.reopen();
      expect((await readOutbox(store)).map((placed) => placed.message.id)).toEqual(['m1']);
      await store.outbox.prune(bench.clock.time + 1);
      store = await bench.reopen();
      await store.transaction(async (tx) => tx.send(message('k', 'm2')));
      expect((await readOutbox(store)).map((placed) => placed.position)).toEqual([2]);
      expect((await store.outbox.heads())[partitionOf('k')]).toBe(2);
    }, 'restart');

    rule('a transaction that had not committed leaves nothing behind', async () => {
      const bench = await open();
      const never = bench.store.transaction(async (tx) => {
        await tx.insert(notes, note('1'));
        tx.send(message('k', 'm1'));
        const store = await bench.reopen();
        expect(await store.get(notes, '1')).toBeUndefined();
      });
      await expect(never).rejects.toMatchObject({ code: 'unavailable' });
      const store = await bench.reopen();
      expect(await store.get(notes, '1')).toBeUndefined();
      expect(await readOutbox(store)).toEqual([]);
    }, 'restart');
  });
}
