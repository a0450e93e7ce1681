import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busCursors, cursorId, deadLetters } from '@portal-sync/bus';
import { openEngines, type Engines } from '@portal-sync/engines';
import { PARTITIONS, partitionOf, silentLog, systemClock, systemRandom, systemTimers, type CloudEvent } from '@portal-sync/kernel';
import { passing } from '@portal-sync/portal/app';
import { importMarks } from '@portal-sync/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportRecords } from './export-records.ts';
import { OPERATED } from './find-product.ts';
import { handledBy } from './find-waiting.ts';
import { openHouseStores, type OpenedStore } from './house-stores.ts';
import { importRecords, totalsOf } from './import-records.ts';
import { TAKES_FROM } from './takes-from.ts';

let folder: string;
const opened: Engines[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'move-records-'));
});
afterEach(async () => {
  for (const engines of opened.splice(0)) await engines.close();
  rmSync(folder, { recursive: true, force: true });
});

const NOW = 1_800_000_000_000;
const open = async (name: string): Promise<readonly OpenedStore[]> => {
  const engines = await openEngines({ kind: 'embedded', folder: join(folder, name), synchronous: 'NORMAL', clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog });
  opened.push(engines);
  return openHouseStores(engines.openStore);
};
const the = (stores: readonly OpenedStore[], service: string, collection = 'agencyCards') => {
  const found = stores.find((each) => each.service === service) as OpenedStore;
  return { ...found, collection: found.collections.find(({ name }) => name === collection) as OpenedStore['collections'][number] };
};
const message = (id: string): CloudEvent => ({
  specversion: '1.0', id, source: '/matcher', type: 'contact.changed', time: '2026-01-05T09:00:00Z', datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {},
});
const letter = { group: 'matcher', owner: 'connector', partition: 1, position: 7, type: 'event.seen', message: {}, reason: 'r', issues: [], attempts: 8, at: 1, state: 'dead' as const };

/** Records in several stores, one dead letter, and two messages of which one was handled. */
async function filled(): Promise<readonly OpenedStore[]> {
  const stores = await open('from');
  const { store } = the(stores, 'matcher');
  for (let at = 0; at < 1_100; at++) await store.put(deadLetters, { ...letter, id: `matcher/connector/1/${at}`, position: at });
  for (const id of ['m1', 'm2']) await store.transaction(async (tx) => tx.send(message(id)));
  const partition = partitionOf('k');
  // Everybody who takes the matcher's messages handled both, but one of them the first only.
  const takers = OPERATED.filter((name) => TAKES_FROM[name].includes('matcher'));
  for (const reader of takers) {
    await the(stores, reader).store.put(busCursors, { id: cursorId(reader, 'matcher', partition), reader, owner: 'matcher', partition, position: reader === 'connector' ? 1 : 2 });
  }
  return stores;
}

test('all records stand on the other engines as they were, and what not everybody had handled is sent again', async () => {
  const from = await filled();
  const file = join(folder, 'x.ndjson');
  const written = await exportRecords(from, file, NOW);
  expect(written).toMatchObject({ records: 1_100, messages: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const to = await open('to');
  expect(await importRecords(to, file, NOW)).toEqual(written);
  for (const { service, store, collections } of to) {
    for (const collection of collections) expect((await totalsOf(store, collection)).count, `${service} ${collection.name}`).toBe(collection.name === 'deadLetters' && service === 'matcher' ? 1_100 : 0);
    expect(await store.get(importMarks, 'import')).toBeUndefined();
    expect((await store.scan(busCursors, { limit: 10 })).items).toEqual([]);
  }
  const { outbox } = the(to, 'matcher').store;
  expect((await outbox.readFrom(partitionOf('k'), 0, 10)).map((each) => each.message.id)).toEqual(['m2']);
  // Back again: the same records, letter by letter.
  const again = await exportRecords(to, join(folder, 'y.ndjson'), NOW + 1);
  expect(again.totals).toEqual(written.totals);
});

test('of what a service never read, all is sent again; what nobody takes stays', async () => {
  const stores = await open('from');
  for (let at = 0; at < 3; at++) await the(stores, 'broker').store.transaction(async (tx) => tx.send({ ...message(`b${at}`), type: 'user.changed' }));
  await the(stores, 'portal').store.put(busCursors, { id: 'p', reader: 'portal:catch-up', owner: 'broker', partition: partitionOf('k'), position: 3 });
  expect((await exportRecords(stores, join(folder, 'x.ndjson'), NOW)).messages).toBe(3);
});

test('what processes tell each other of this moment stays', async () => {
  const stores = await open('from');
  await the(stores, 'portal').store.put(passing[0], { id: 'p/0', by: 'p', at: NOW, changes: [], endings: [] });
  expect((await exportRecords(stores, join(folder, 'x.ndjson'), NOW)).records).toBe(0);
});

test('a dead letter gets an id that no message of the other engines can have', async () => {
  const file = join(folder, 'x.ndjson');
  await exportRecords(await filled(), file, NOW);
  const to = await open('to');
  await importRecords(to, file, NOW);
  expect(await the(to, 'matcher').store.get(deadLetters, 'matcher/connector/1/7')).toBeUndefined();
  expect(await the(to, 'matcher').store.get(deadLetters, `moved-${NOW}/matcher/connector/1/7`)).toMatchObject({ position: 7, state: 'dead' });
});

test('engines that hold something are refused, and nothing is changed', async () => {
  const from = await filled();
  const file = join(folder, 'x.ndjson');
  await exportRecords(from, file, NOW);
  await expect(importRecords(from, file, NOW)).rejects.toThrow(/matcher already has deadLetters.*Nothing was changed/);
  expect((await totalsOf(the(from, 'matcher').store, the(from, 'matcher', 'deadLetters').collection)).count).toBe(1_100);
});

test('an import that stopped halfway is begun anew', async () => {
  const file = join(folder, 'x.ndjson');
  const written = await exportRecords(await filled(), file, NOW);
  const to = await open('to');
  const { store } = the(to, 'matcher');
  await store.put(importMarks, { id: 'import', startedAt: NOW });
  await store.put(deadLetters, { ...letter, id: 'half' });
  expect(await importRecords(to, file, NOW)).toEqual(written);
  expect(await store.get(deadLetters, 'half')).toBeUndefined();
});

test.each([
  ['is cut off', (text: string) => text.slice(0, text.lastIndexOf('{"kind":"end"')), /is not whole/],
  ['lost a record', (text: string) => text.split('\n').filter((line) => !line.includes('connector/1/5"')).join('\n'), /matcher\/deadLetters differ from their checksums/],
  ['was changed', (text: string) => text.replace('"reason":"r"', '"reason":"x"'), /differ from their checksums/],
  ['is something else', () => 'hello', /does not begin as an export/],
  ['lost its first line', (text: string) => text.slice(text.indexOf('\n') + 1), /does not begin as an export/],
  ['is of a newer version', (text: string) => text.replace('"version":1', '"version":2'), /written by a newer version/],
  ['says other messages', (text: string) => text.replace('"contact.changed"', '"contact.erased"'), /messages differ from their checksum/],
])('a file that %s is refused before anything is written', async (_what, spoil, fault) => {
  const file = join(folder, 'x.ndjson');
  await exportRecords(await filled(), file, NOW);
  writeFileSync(file, spoil(readFileSync(file, 'utf8')));
  const to = await open('to');
  await expect(importRecords(to, file, NOW)).rejects.toThrow(fault);
  for (const { store } of to) expect(await store.get(importMarks, 'import')).toBeUndefined();
});

test('what a later version exported is refused by name', async () => {
  const file = join(folder, 'x.ndjson');
  const stores = await filled();
  const known = stores.map((each) => ({ ...each, collections: each.collections.filter(({ name }) => name !== 'deadLetters') }));
  await exportRecords(stores, file, NOW);
  await expect(importRecords(known, file, NOW)).rejects.toThrow(/deadLetters, which this version does not know/);
});

test('an export that fails leaves no file', async () => {
  const stores = await filled();
  await the(stores, 'portal').store.close();
  await expect(exportRecords(stores, join(folder, 'x.ndjson'), NOW)).rejects.toThrow();
  expect([existsSync(join(folder, 'x.ndjson')), existsSync(join(folder, 'x.ndjson.part'))]).toEqual([false, false]);
});

test('how far everybody has come is how far the slowest taker has, by bus or by catching up', () => {
  const at = (reader: string, position: number) => ({ id: '', reader, owner: 'o', partition: 0, position });
  const first = (...cursors: ReturnType<typeof at>[]) => handledBy(cursors, ['a', 'b'])[0];
  expect(first()).toBe(0);
  expect(first(at('a', 5))).toBe(0);
  expect(first(at('a', 5), at('a:catch-up', 9), at('b', 7))).toBe(7);
  expect(first(at('a', 5), at('b', 7), at('gone', 1))).toBe(5);
  expect(handledBy([at('a', 5)], ['a'])).toHaveLength(PARTITIONS);
});
