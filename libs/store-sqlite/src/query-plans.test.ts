import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Query, Store } from '@portal-sync/store';
import { defineCollection, finishDue } from '@portal-sync/store';
import { job, jobs, message } from '@portal-sync/store/samples';
import { afterEach, expect, test, vi } from 'vitest';
import { openSqliteStore } from './index.ts';

/** An index needs no document that has its fields. */
const rows = defineCollection({
  name: 'rows',
  schema: jobs.schema,
  key: (row) => row.id,
  indexes: { byAB: { fields: ['id', 'runs'] }, byD: { fields: ['c.d'] }, uniqueAB: { fields: ['id', 'runs'], unique: true }, uniqueB: { fields: ['runs'], unique: true } },
  due: true,
});

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** Every SQL text that `use` prepares, with SQLite's plan for it. */
async function plansOf(use: (store: Store) => Promise<void>): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'plans-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openSqliteStore({ folder, clock: { now: () => 1 } })('bench', [rows]);
  const prepared = new Set<string>();
  const prepare = DatabaseSync.prototype.prepare;
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql, ...rest) {
    prepared.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  await use(store);
  spy.mockRestore();
  await store.close();
  const db = new DatabaseSync(join(folder, 'bench.sqlite'));
  ends.push(() => db.close());
  return new Map([...prepared].map((sql) => [sql, db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => String(step['detail']))]));
}

/** Every form a query can take: each index, each number of fixed values, null or not, each range, each order, first page and later ones. */
function* everyQuery(): Generator<Query<'byAB' | 'byD' | 'uniqueAB' | 'uniqueB'>> {
  const equals = [[], ['x'], [null], ['x', 1], ['x', null], [null, null]];
  for (const index of ['byAB', 'byD', 'uniqueAB', 'uniqueB'] as const) {
    const fields = rows.indexes[index].fields.length;
    for (const fixed of equals.filter((each) => each.length <= fields)) {
      const ranges = fixed.length < fields ? [undefined, { gt: 1 }, { gte: 1, lt: 9 }, { lte: 9 }] : [undefined];
      for (const range of ranges) for (const order of ['asc', 'desc'] as const) yield { index, equals: fixed, order, ...(range === undefined ? {} : { range }) };
    }
  }
}

const cursorOf = (...values: (string | number | null)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

function* cursorsFor(query: Query): Generator<string> {
  const fields = rows.indexes[query.index as keyof typeof rows.indexes].fields.length;
  const open = fields - query.equals.length;
  const key = query.index.startsWith('unique') ? [] : ['k'];
  for (const value of [1, null]) yield cursorOf(...Array.from({ length: open }, () => value), ...key);
}

test('every query walks its index: no table is scanned and nothing is sorted', async () => {
  const plans = await plansOf(async (store) => {
    for (const query of everyQuery()) {
      await store.find(rows, query);
      for (const cursor of cursorsFor(query)) await store.find(rows, { ...query, cursor });
      await store.count(rows, query);
    }
  });
  expect(plans.size).toBeGreaterThan(80);
  const bad = [...plans].filter(([, plan]) => plan.some((step) => (step.startsWith('SCAN') && !/USING (COVERING )?INDEX/.test(step)) || step.includes('TEMP B-TREE')));
  expect(bad).toEqual([]);
  const wholeIndex = [...plans].filter(([sql, plan]) => sql.includes('= ?') && plan.some((step) => step.startsWith('SCAN')));
  expect(wholeIndex).toEqual([]);
});

test('every write, claim, outbox read and prune finds its rows by an index', async () => {
  const plans = await plansOf(async (store) => {
    const row = job('1', 0);
    await store.insert(rows, row);
    await store.put(rows, row);
    await store.get(rows, '1');
    const [held] = await store.takeDue(rows, { now: 1, limit: 1, leaseMs: 1 });
    await store.update(rows, '1', (doc) => finishDue(doc, held?.claim ?? 0, null));
    await store.transaction(async (tx) => {
      await tx.guard(rows, '1');
      await tx.update(rows, '1', (doc) => ({ ...doc, runs: 2 }));
      await tx.insert(rows, { ...row, id: '2', runs: 3 });
      await tx.put(rows, { ...row, id: '3', runs: 4 });
      tx.send(message('k', 'm'));
    });
    await store.scan(rows, { limit: 2 });
    await store.outbox.readFrom(0, 0, 10);
    await store.outbox.prune(9);
    await store.remove(rows, '1');
    await store.ping();
  });
  expect(plans.size).toBeGreaterThan(10);
  expect([...plans].filter(([, plan]) => plan.some((step) => step.startsWith('SCAN') || step.includes('TEMP B-TREE')))).toEqual([]);
});
