import { mongoOfRun } from '@portal-sync/local-engines';
import { defineCollection, finishDue } from '@portal-sync/store';
import { job, jobs, message, note, notes } from '@portal-sync/store/samples';
import { skipUnless } from '@portal-sync/tooling';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEverything } from './testing/every-query.ts';
import { profile, scans } from './testing/profile.ts';
import { testDatabase } from './testing/test-database.ts';

const mongo = await mongoOfRun();

/** An index needs no document that has its fields. */
const rows = defineCollection({
  name: 'rows',
  schema: jobs.schema,
  key: (row) => row.id,
  indexes: { byAB: { fields: ['id', 'runs'] }, byD: { fields: ['c.d'] }, uniqueAB: { fields: ['id', 'runs'], unique: true }, uniqueB: { fields: ['runs'], unique: true } },
  due: true,
});

describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('query plans', () => {
  const database = testDatabase(mongo.found?.url ?? '');
  let store: Awaited<ReturnType<typeof database.open>>;
  beforeAll(async () => {
    store = await database.open([rows, notes]);
  });
  afterAll(async () => {
    await store.close();
    await database.dispose();
  });

  test('every query walks its index: no collection is scanned and nothing is sorted', async () => {
    for (let id = 0; id < 20; id++) await store.insert(rows, { ...job(`x${id}`, id), runs: id });
    const seen = await profile(await database.raw(), () => askEverything(store, rows));
    expect(seen.length).toBeGreaterThan(200);
    expect(scans(seen)).toEqual([]);
  });

  test('a scan would be seen', async () => {
    const db = await database.raw();
    const seen = await profile(db, async () => {
      await db.collection('rows').find({ 'doc.nowhere': 1 }).toArray();
      await db.collection('rows').find({}, { hint: '_id_', sort: { 'doc.runs': 1 } }).toArray();
    });
    expect(scans(seen)).toHaveLength(2);
  });

  test('a page reads as many documents as it gives, wherever it begins', async () => {
    for (let id = 100; id < 160; id++) await store.insert(notes, note(`n${id}`, { rank: id % 3 === 0 ? null : id }));
    const cursor = (await store.find(notes, { index: 'byRank', equals: ['a'], limit: 40 })).next;
    const seen = await profile(await database.raw(), async () => {
      for (const order of ['asc', 'desc'] as const) await store.find(notes, { index: 'byRank', equals: ['a'], order, cursor, limit: 5 });
      await store.find(notes, { index: 'byRank', equals: ['a'], range: { gt: 110 }, limit: 5 });
    });
    expect(seen).toHaveLength(3);
    for (const { examined, returned } of seen) expect([returned, returned + 1]).toContain(examined);
  });

  test('every write, claim, commit, outbox read and prune finds its documents by an index', async () => {
    const seen = await profile(await database.raw(), async () => {
      const row = { ...job('1', 0), runs: 1_001 };
      await store.insert(rows, row);
      await store.put(rows, row);
      await store.get(rows, '1');
      const [held] = await store.takeDue(rows, { now: 1, limit: 1, leaseMs: 1 });
      await store.update(rows, '1', (doc) => finishDue(doc, held?.claim ?? 0, null));
      await store.transaction(async (tx) => {
        await tx.guard(rows, '1');
        await tx.guard(rows, 'not there');
        await tx.insert(rows, { ...row, id: '2', runs: 1_003 });
        await tx.put(rows, { ...row, id: '3', runs: 1_004 });
        tx.send(message('k', 'm'));
      });
      await store.transaction(async (tx) => {
        await tx.remove(rows, '3');
        await tx.update(rows, '2', (doc) => ({ ...doc, runs: 1_005 }));
      });
      await store.outbox.place();
      await store.outbox.heads();
      await store.outbox.readFrom(0, 0, 10);
      await store.outbox.prune(9);
      await store.remove(rows, '1');
      await store.ping();
    });
    expect(seen.length).toBeGreaterThan(20);
    expect(scans(seen)).toEqual([]);
  });
});
