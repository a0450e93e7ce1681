import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partitionOf } from '@portal-sync/kernel';
import type { CollectionShape } from '@portal-sync/store';
import { note, notes } from '@portal-sync/store/samples';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from './index.ts';

const clock = { now: () => 1 };
const things = { ...notes, name: 'things', indexes: {} };
const thingsByTitle = { ...things, indexes: { byTitle: { fields: ['title'] } } };
const thingsOncePerTitle = { ...things, indexes: { byTitle: { fields: ['title'], unique: true } } };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'broker.sqlite');
const open = (collections: readonly CollectionShape[] = [things]) => openSqliteStore({ folder, clock })('broker', collections);

async function fill(count: number): Promise<void> {
  const store = await open();
  await Promise.all(Array.from({ length: count }, (_, i) => store.insert(things, note(`${i}`, { title: `title ${i % 7} ${'x'.repeat(500)}` }))));
  await store.close();
}

const refusal = async (opening: Promise<unknown>) => {
  const error: unknown = await opening.then(() => undefined, (reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'unavailable' });
  const { detail } = error as { detail: string };
  expect(detail).toMatch(/^[^\n]+\.$/);
  return detail;
};

test('the folder is made when it is missing', async () => {
  const store = await openSqliteStore({ folder: join(folder, 'a', 'b'), clock })('broker', [things]);
  await store.insert(things, note('1'));
  await store.close();
});

test('a folder that cannot be made is named', async () => {
  writeFileSync(join(folder, 'taken'), '');
  const inside = join(folder, 'taken', 'data');
  expect(await refusal(openSqliteStore({ folder: inside, clock })('broker', [things]))).toContain(inside);
});

test('a file that cannot be written is named', async () => {
  mkdirSync(file());
  const detail = await refusal(open());
  expect(detail).toContain(file());
  expect(detail).toContain('cannot be opened');
});

test('a file that is no database is named and left as it is', async () => {
  writeFileSync(file(), 'this is no database, but it is somebody’s file'.repeat(100));
  const before = readFileSync(file());
  const detail = await refusal(open());
  expect(detail).toContain(file());
  expect(detail).toContain('damaged');
  expect(readFileSync(file())).toEqual(before);
});

test('a file that was cut off is named', async () => {
  await fill(500);
  truncateSync(file(), 20_000);
  expect(await refusal(open())).toContain(file());
});

test('a file with a page overwritten is named', async () => {
  await fill(500);
  const bytes = readFileSync(file());
  bytes.fill(0x5a, 4096 * 12, 4096 * 14);
  writeFileSync(file(), bytes);
  const detail = await refusal(open());
  expect(detail).toContain(file());
  expect(detail).toContain('damaged');
});

test('a file of a newer format is named, with both formats, and left as it is', async () => {
  await fill(1);
  const db = new DatabaseSync(file());
  db.exec('PRAGMA user_version = 99');
  db.close();
  const detail = await refusal(open());
  expect(detail).toContain(file());
  expect(detail).toContain('99');
  const after = new DatabaseSync(file());
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
  after.close();
});

test('an index that is declared later finds the old documents, and one no longer declared goes', async () => {
  await fill(30);
  const indexNames = () => {
    const db = new DatabaseSync(file());
    const names = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'c_things' AND sql IS NOT NULL`).all();
    db.close();
    return names.map((row) => String(row['name']));
  };
  const indexed = await openSqliteStore({ folder, clock })('broker', [thingsByTitle]);
  expect(await indexed.count(thingsByTitle, { index: 'byTitle', equals: [], range: { gte: 'title 6' } })).toBe(4);
  await indexed.close();
  expect(indexNames()).toHaveLength(1);
  await (await open()).close();
  expect(indexNames()).toEqual([]);
});

test('a file of the first format goes on counting where it was, whether rows are left or not', async () => {
  const news = { specversion: '1.0', id: 'm', source: '/t', type: 't', time: '2026-01-05T09:00:00Z', datacontenttype: 'application/json', dataversion: 1, agency: 'a', data: {} } as const;
  const send = async (): Promise<readonly number[]> => {
    const store = await open();
    await store.transaction(async (tx) => {
      for (const key of ['one', 'other']) tx.send({ ...news, partitionkey: key });
    });
    const heads = await store.outbox.heads();
    await store.close();
    return [heads[partitionOf('one')] ?? 0, heads[partitionOf('other')] ?? 0];
  };
  expect(partitionOf('one')).not.toBe(partitionOf('other'));
  await send();
  const db = new DatabaseSync(file());
  // As the first format left it: heads that count every message, one partition with its row, the other without.
  db.exec(`PRAGMA user_version = 1; CREATE INDEX outbox_at ON outbox (at); INSERT INTO outbox_heads VALUES (${partitionOf('one')}, 1), (${partitionOf('other')}, 7)`);
  db.exec(`DELETE FROM outbox WHERE partition = ${partitionOf('other')}`);
  db.close();
  expect(await send()).toEqual([2, 8]);
  expect(await send()).toEqual([3, 9]);
});

test('a unique index that the documents already break is refused in a sentence, and nothing changes', async () => {
  await fill(30);
  expect(await refusal(openSqliteStore({ folder, clock })('broker', [thingsOncePerTitle]))).toContain(file());
  const store = await open();
  expect(await store.get(things, '29')).toBeDefined();
  await store.close();
});

test('a name that cannot be a file, a table or a column is refused', async () => {
  const internal = { code: 'internal' };
  await expect(openSqliteStore({ folder, clock })('../broker', [things])).rejects.toMatchObject(internal);
  await expect(open([{ ...things, name: 'things"; DROP TABLE x' }])).rejects.toMatchObject(internal);
  const odd = { ...things, indexes: { byOdd: { fields: [`title') --`] } } };
  await expect(openSqliteStore({ folder, clock })('broker', [odd])).rejects.toMatchObject(internal);
});

test('a commit that was answered stands in the file for another process to see', async () => {
  const store = await open();
  await store.insert(things, note('1'));
  const db = new DatabaseSync(file(), { readOnly: true });
  expect(db.prepare('SELECT key FROM c_things').all()).toEqual([{ key: '1' }]);
  db.close();
  await store.close();
});
