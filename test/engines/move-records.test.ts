import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportRecords } from '@portal-sync/all-in-one/export-records';
import { openHouseStores } from '@portal-sync/all-in-one/house-stores';
import { importRecords } from '@portal-sync/all-in-one/import-records';
import { Secret, systemClock, systemRandom, systemTimers, type CloudEvent } from '@portal-sync/kernel';
import { mongoOfRun } from '@portal-sync/local-engines';
import type { Collection, OpenStore } from '@portal-sync/store';
import { openMongoStore } from '@portal-sync/store-mongo';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { skipUnless } from '@portal-sync/tooling';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, test } from 'vitest';

const mongo = await mongoOfRun();
const url = mongo.found?.url ?? '';
const NOW = 1_800_000_000_000;
const SERVICES = ['broker', 'connector', 'matcher', 'trigger', 'portal'];

const embedded = (): OpenStore => openSqliteStore({ memory: true, clock: systemClock });

describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('records move between engines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-move-'));
  const prefix = `test_${randomUUID().slice(0, 8)}_`;
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    const client = await MongoClient.connect(url);
    for (const service of SERVICES) await client.db(`${prefix}${service}`).dropDatabase();
    await client.close();
  });

  test('from SQLite to MongoDB and back, each collection the same by count and checksum, and what waits is sent again', async () => {
    const from = await openHouseStores(embedded());
    const matcher = from.find(({ service }) => service === 'matcher');
    const letters = matcher?.collections.find(({ name }) => name === 'deadLetters') as unknown as Collection<object>;
    const letter = { group: 'matcher', owner: 'connector', partition: 1, type: 'event.seen', message: { $odd: { 'a.b': null } }, reason: 'r', issues: [], attempts: 8, at: 1, state: 'dead' as const };
    for (let position = 0; position < 300; position++) await matcher?.store.put(letters, { ...letter, id: `matcher/connector/1/${position}`, position });
    const message: CloudEvent = { specversion: '1.0', id: 'm1', source: '/matcher', type: 'contact.changed', time: '2026-01-05T09:00:00Z', datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {} };
    await matcher?.store.transaction(async (tx) => tx.send(message));

    const written = await exportRecords(from, join(folder, 'there.ndjson'), NOW);
    expect(written).toMatchObject({ records: 300, messages: 1 });
    const there = await openHouseStores(openMongoStore({ url: new Secret(url), prefix, clock: systemClock, timers: systemTimers, random: systemRandom }));
    try {
      expect(await importRecords(there, join(folder, 'there.ndjson'), NOW)).toEqual(written);
      const again = await exportRecords(there, join(folder, 'back.ndjson'), NOW);
      expect([again.totals, again.messages]).toEqual([written.totals, 1]);
    } finally {
      for (const { store } of there) await store.close();
    }
    const back = await openHouseStores(embedded());
    expect((await importRecords(back, join(folder, 'back.ndjson'), NOW)).totals).toEqual(written.totals);
  });
});
