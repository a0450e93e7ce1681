import { mongoOfRun } from '@portal-sync/local-engines';
import { partitionOf } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { finishDue } from '@portal-sync/store';
import { job, jobs, message, note, notes } from '@portal-sync/store/samples';
import { skipUnless } from '@portal-sync/tooling';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from './testing/test-database.ts';

const mongo = await mongoOfRun();

/** Each store has connections, lanes and queues of its own, as processes have. */
describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('several processes on one database', () => {
  const database = testDatabase(mongo.found?.url ?? '');
  let stores: readonly Store[] = [];
  beforeAll(async () => {
    stores = await Promise.all(Array.from({ length: 4 }, () => database.open([notes, jobs])));
  });
  afterEach(async () => {
    const db = await database.raw();
    for (const name of ['notes', 'jobs', '_outbox']) await db.collection(name).deleteMany({});
    await db.collection('_outboxHeads').updateMany({}, { $set: { position: 0 } });
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.dispose();
  });
  const everyone = <T>(work: (store: Store, at: number) => Promise<T>): Promise<T[]> => Promise.all(stores.map(work));

  test('replicas that start at once on an empty database all start, and make each index once', async () => {
    const fresh = testDatabase(mongo.found?.url ?? '');
    const opened = await Promise.all(Array.from({ length: 6 }, () => fresh.open([notes, jobs])));
    const db = await fresh.raw();
    expect((await db.collection('notes').indexes()).map((index) => index.name?.split('_').slice(0, 2).join('_')).sort()).toEqual(['_id', 'ordered_byCity', 'ordered_byDone', 'ordered_byRank', 'unique_bySlug']);
    expect(await opened[0]?.outbox.heads()).toEqual(Array.from({ length: 12 }, () => 0));
    await Promise.all(opened.map((store) => store.close()));
    await fresh.dispose();
  });

  test('no increment of theirs is lost', async () => {
    await stores[0]?.insert(notes, note('1', { rank: 0 }));
    await everyone(async (store) => {
      for (let i = 0; i < 10; i++) await store.transaction((tx) => tx.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 })));
      for (let i = 0; i < 10; i++) await store.update(notes, '1', (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
    });
    expect((await stores[0]?.get(notes, '1'))?.rank).toBe(80);
  });

  test('two who each need that the other has written nothing: one of them writes', async () => {
    for (let round = 0; round < 5; round++) {
      const claim = (store: Store | undefined, mine: string, other: string) =>
        store?.transaction(async (tx) => {
          if ((await tx.guard(notes, other)) === undefined) await tx.put(notes, note(mine));
        });
      await Promise.all([claim(stores[0], `a${round}`, `b${round}`), claim(stores[1], `b${round}`, `a${round}`)]);
      const there = await Promise.all([`a${round}`, `b${round}`].map((id) => stores[2]?.get(notes, id)));
      expect(there.filter((doc) => doc !== undefined)).toHaveLength(1);
    }
  });

  test('many may guard one document at once without running again', async () => {
    await stores[0]?.insert(notes, note('agency'));
    let runs = 0;
    await everyone(async (store, at) => {
      for (let i = 0; i < 5; i++) {
        await store.transaction(async (tx) => {
          runs++;
          await tx.guard(notes, 'agency');
          await tx.insert(notes, note(`${at}-${i}`));
        });
      }
    });
    expect(await stores[0]?.count(notes, { index: 'byRank', equals: ['a'] })).toBe(21);
    expect(runs).toBeLessThan(20 * 5);
  });

  test('messages placed by several at once while others write: no gap, none twice, in the order of the commits', async () => {
    const [first] = stores;
    await first?.insert(notes, note('counter', { rank: 0 }));
    let writing = true;
    const placing = everyone(async (store) => {
      while (writing) await store.outbox.place();
    });
    await everyone(async (store, at) => {
      for (let i = 0; i < 15; i++) {
        await store.transaction(async (tx) => {
          const doc = await tx.update(notes, 'counter', (seen) => ({ ...seen, rank: Number(seen.rank) + 1 }));
          tx.send(message('counter', `${doc.rank}`));
        });
        await store.transaction(async (tx) => tx.send(message(`other ${at}`, `${at}-${i}`)));
      }
    });
    writing = false;
    await placing;
    while (((await first?.outbox.place()) ?? 0) > 0);
    const sent = (await first?.outbox.readFrom(partitionOf('counter'), 0, 1_000)) ?? [];
    expect(sent.map((placed) => placed.position)).toEqual(sent.map((_, at) => at + 1));
    expect(sent.filter((placed) => placed.message.partitionkey === 'counter').map((placed) => placed.message.id)).toEqual(Array.from({ length: 60 }, (_, at) => `${at + 1}`));
    const heads = (await first?.outbox.heads()) ?? [];
    expect(heads.reduce((sum, head) => sum + head, 0)).toBe(120);
  });

  test('what counts is the time of the server, not the ids that the processes gave', async () => {
    const db = await database.raw();
    const late = new mongoose.Types.ObjectId('ffffffffffffffffffffffff');
    const early = new mongoose.Types.ObjectId('000000000000000000000000');
    for (const [at, _id] of [late, early].entries()) {
      await db.collection('_outbox').insertOne({ _id, partition: 3, stamp: new mongoose.mongo.Timestamp({ t: 0, i: 0 }), waiting: true, message: message('k', `m${at}`) });
    }
    expect(await stores[0]?.outbox.place()).toBe(2);
    expect((await stores[0]?.outbox.readFrom(3, 0, 10))?.map((placed) => placed.message.id)).toEqual(['m0', 'm1']);
  });

  test('due work is shared: every item is done once, by all of them', async () => {
    for (let i = 0; i < 120; i++) await stores[0]?.insert(jobs, job(`j${i}`, i));
    const done = await everyone(async (store) => {
      let mine = 0;
      for (;;) {
        const held = await store.takeDue(jobs, { now: 1_000, limit: 5, leaseMs: 60_000 });
        if (held.length === 0) return mine;
        mine += held.length;
        await Promise.all(held.map((doc) => store.update(jobs, doc.id, (now) => ({ ...finishDue(now, doc.claim, null), runs: now.runs + 1 }) as typeof now)));
      }
    });
    expect(done.reduce((sum, mine) => sum + mine, 0)).toBe(120);
    for (let i = 0; i < 120; i++) expect(await stores[0]?.get(jobs, `j${i}`)).toMatchObject({ runs: 1, claim: 1, dueAt: null });
  });
});
