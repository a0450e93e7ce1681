import { describe, expect } from 'vitest';
import { finishDue, markDue } from '../due.ts';
import type { Store } from '../store.ts';
import { job, jobs } from './sample-collections.ts';
import type { Job } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

const LEASE = 1_000;

const take = (store: Store, now: number, limit = 10) => store.takeDue(jobs, { now, limit, leaseMs: LEASE });

/** What a worker does at the end: only the holder of the newest claim changes anything. */
const finish = (store: Store, held: Job, nextAt: number | null) =>
  store.update(jobs, held.id, (doc) => {
    const done = finishDue(doc, held.claim, nextAt);
    return done === undefined ? undefined : { ...done, runs: doc.runs + 1 };
  });

/** Documents that wait for workers. */
export function dueRules({ open, rule }: ContractBench): void {
  describe('due documents', () => {
    rule('the oldest come first, not more than asked for, and neither the future nor the idle', async () => {
      const { store } = await open();
      for (const [id, dueAt] of [['c', 30], ['a', 10], ['b', 20], ['later', 101], ['idle', null]] as const) await store.insert(jobs, job(id, dueAt));
      expect((await take(store, 100, 2)).map((doc) => doc.id)).toEqual(['a', 'b']);
      expect((await take(store, 100, 2)).map((doc) => doc.id)).toEqual(['c']);
      expect(await take(store, 100)).toEqual([]);
      expect((await take(store, 101)).map((doc) => doc.id)).toEqual(['later']);
    });

    rule('what is taken is what stands: leased, and due again when the lease ends', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 5));
      const [held] = await take(store, 10);
      expect(held).toEqual({ ...job('1', 10 + LEASE), leasedUntil: 10 + LEASE, claim: 1 });
      expect(await store.get(jobs, '1')).toEqual(held);
    });

    rule('two workers and one due document: one gets it', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 5));
      const takes = await Promise.all([take(store, 10), take(store, 10), take(store, 10)]);
      expect(takes.flat().map((doc) => doc.id)).toEqual(['1']);
    });

    rule('many workers and many documents: each document to one', async () => {
      const { store } = await open();
      for (let i = 0; i < 100; i++) await store.insert(jobs, job(`${i}`, i));
      const takes = await Promise.all(Array.from({ length: 8 }, () => take(store, 1_000, 15)));
      const ids = takes.flat().map((doc) => doc.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length + (await take(store, 1_000, 100)).length).toBe(100);
    });

    rule('a lease that ran out while its holder was paused: the late finish changes nothing', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 0));
      const [paused] = await take(store, 0);
      expect(await take(store, LEASE - 1)).toEqual([]);
      const [second] = await take(store, LEASE);
      expect(second?.claim).toBe(2);
      await finish(store, paused as Job, null);
      expect(await store.get(jobs, '1')).toEqual(second);
      await finish(store, second as Job, null);
      expect(await store.get(jobs, '1')).toMatchObject({ runs: 1, dueAt: null, leasedUntil: null });
    });

    rule('a holder that finished late, after the other finished too, changes nothing either', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 0));
      const [paused] = await take(store, 0);
      const [second] = await take(store, LEASE);
      await finish(store, second as Job, 9_000);
      await finish(store, paused as Job, null);
      expect(await store.get(jobs, '1')).toMatchObject({ runs: 1, dueAt: 9_000 });
    });

    rule('a wish made while the document is leased waits for the holder, and the earliest wish wins', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 0));
      const [held] = await take(store, 0);
      await store.update(jobs, '1', (doc) => markDue(doc, 700, 100));
      await store.update(jobs, '1', (doc) => markDue(doc, 500, 100));
      await store.update(jobs, '1', (doc) => markDue(doc, 600, 100));
      expect(await take(store, 800)).toEqual([]);
      await finish(store, held as Job, 5_000);
      expect(await take(store, 499)).toEqual([]);
      expect((await take(store, 500)).map((doc) => doc.id)).toEqual(['1']);
    });

    rule('a wish made after the lease ran out is not lost when the holder finishes late', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 0));
      const [late] = await take(store, 0);
      await store.update(jobs, '1', (doc) => markDue(doc, LEASE + 5, LEASE + 5));
      await finish(store, late as Job, 9_000_000);
      expect((await store.get(jobs, '1'))?.dueAt).toBe(LEASE);
      expect((await take(store, LEASE + 5)).map((doc) => doc.id)).toEqual(['1']);
    });

    rule('a wish for a free document keeps an earlier one', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 300));
      await store.update(jobs, '1', (doc) => markDue(doc, 500, 0));
      expect((await store.get(jobs, '1'))?.dueAt).toBe(300);
      await store.update(jobs, '1', (doc) => markDue(doc, 200, 0));
      expect((await store.get(jobs, '1'))?.dueAt).toBe(200);
    });

    rule('a wish made in a transaction that met a claim is not lost', async () => {
      const { store } = await open();
      await store.insert(jobs, job('1', 0));
      let runs = 0;
      await store.transaction(async (tx) => {
        await tx.get(jobs, '1');
        if (++runs === 1) await take(store, 0);
        await tx.update(jobs, '1', (doc) => markDue(doc, 0, 10));
      });
      expect(runs).toBe(2);
      expect(await store.get(jobs, '1')).toMatchObject({ claim: 1, againAt: 0, dueAt: LEASE });
    });
  });
}
