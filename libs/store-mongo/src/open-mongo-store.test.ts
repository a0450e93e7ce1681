import { inspect } from 'node:util';
import { mongoOfRun } from '@portal-sync/local-engines';
import { Secret, silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { note, notes } from '@portal-sync/store/samples';
import { skipUnless } from '@portal-sync/tooling';
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from './connect.ts';
import { openMongoStore } from './index.ts';
import { testDatabase } from './testing/test-database.ts';

const mongo = await mongoOfRun();
const url = mongo.found?.url ?? '';
const DAY = 24 * 3_600_000;

const openAt = (address: string, more: { username?: string; password?: Secret; prefix?: string } = {}) =>
  openMongoStore({ url: new Secret(address), patienceMs: 300, clock: { now: () => 1 }, timers: systemTimers, random: systemRandom, ...more })('bench', [notes]);

const failureOf = (opening: Promise<unknown>): Promise<unknown> => opening.then(() => 'it opened', (error: unknown) => error);

test.each([
  ['an address where nobody listens', 'unavailable', 'mongodb://someone:canary-secret@127.0.0.1:1/?replicaSet=rs0', 'MongoDB at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.'],
  ['an address that is none', 'invalid', 'mongo:canary-secret', 'The address or the options of MongoDB ((no valid address)) are not valid.'],
  ['an address without a host', 'invalid', 'mongodb://someone:canary-secret@/bench', 'The address or the options of MongoDB ((no valid address)) are not valid.'],
  ['an address without an @', 'invalid', 'mongodb://someone:canary-secret', 'The address or the options of MongoDB ((no valid address)) are not valid.'],
  ['an option that is unknown', 'invalid', 'mongodb://someone:canary-secret@127.0.0.1:1/?canarySecret=1', 'The address or the options of MongoDB (127.0.0.1:1) are not valid.'],
])('%s is one sentence without the password', async (_name, code, address, sentence) => {
  const failure = await failureOf(openAt(address));
  expect(failure).toMatchObject({ code, detail: sentence });
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/canary-?secret/i);
});

describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('opening on MongoDB', () => {
  let databases: ReturnType<typeof testDatabase>[] = [];
  const fresh = () => {
    const database = testDatabase(url);
    databases.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of databases) await database.dispose();
    databases = [];
  });
  const indexesOf = async (database: ReturnType<typeof testDatabase>) =>
    (await (await database.raw()).collection('notes').indexes()).map((index) => index.name?.split('_').slice(0, 2).join('_')).sort();

  test('a password that is refused is one sentence without it', async () => {
    const failure = await failureOf(openAt(url, { username: 'nobody', password: new Secret('canary-secret') }));
    expect(failure).toMatchObject({ code: 'unavailable', detail: expect.stringMatching(/^MongoDB at [\d.:]+ refused the name or the password\.$/) });
    expect(inspect(failure, { depth: 10 })).not.toContain('canary-secret');
  });

  test('an address cannot make it promise less than the majority', async () => {
    const connection = await connect({ url: new Secret(`${url}&readConcernLevel=local&journal=false&wtimeoutMS=5&w=1`) }, 'bench', silentLog);
    const { readConcern, writeConcern } = connection.getClient().options;
    expect([readConcern, { ...writeConcern }]).toMatchObject([{ level: 'majority' }, { w: 'majority' }]);
    expect(writeConcern?.journal).not.toBe(false);
    expect(writeConcern?.wtimeoutMS ?? 0).toBe(0);
    await connection.close();
  });

  test('it says what time it is at the server', async () => {
    const database = fresh();
    const store = await database.open([notes]);
    expect(Math.abs((await store.time!()) - systemClock.now())).toBeLessThan(60_000);
    await store.close();
  });

  test('data of a newer format is left alone', async () => {
    const database = fresh();
    await (await database.open([notes])).close();
    await (await database.raw()).collection<{ _id: string }>('_format').updateOne({ _id: 'format' }, { $set: { format: 2 } });
    await expect(database.open([notes])).rejects.toMatchObject({ code: 'refused', detail: expect.stringContaining('newer version (format 2, this version knows 1)') });
  });

  test('a new index is made at the next start; an old one stays a day for replicas that still read along it', async () => {
    const database = fresh();
    const without = { ...notes, indexes: { bySlug: notes.indexes.bySlug } };
    await (await database.open([without])).close();
    const clock = { time: 5, now: () => clock.time };
    const newer = await database.open([notes], clock);
    await newer.insert(notes, note('1', { rank: 3 }));
    expect((await newer.find(notes, { index: 'byRank', equals: ['a', 3] })).items).toHaveLength(1);
    await newer.close();
    await (await database.open([without], clock)).close();
    expect(await indexesOf(database)).toContain('ordered_byRank');
    clock.time += DAY;
    await (await database.open([without], clock)).close();
    expect(await indexesOf(database)).toEqual(['_id', 'unique_bySlug']);
  });

  test('a replica that declares an index anew keeps it from being dropped', async () => {
    const database = fresh();
    const without = { ...notes, indexes: {} };
    const clock = { time: 5, now: () => clock.time };
    for (const collections of [[notes], [without], [notes]]) await (await database.open(collections, clock)).close();
    clock.time += DAY;
    await (await database.open([{ ...without, indexes: notes.indexes }], clock)).close();
    await (await database.open([{ ...notes, indexes: { bySlug: notes.indexes.bySlug } }], clock)).close();
    expect(await indexesOf(database)).toContain('ordered_byRank');
  });

  test('a unique index that is no longer declared refuses nothing any more', async () => {
    const database = fresh();
    await (await database.open([notes])).close();
    const store = await database.open([{ ...notes, indexes: {} }]);
    for (const id of ['1', '2']) await store.insert({ ...notes, indexes: {} }, note(id, { slug: 'same' }));
    await store.close();
    await expect(database.open([notes])).rejects.toMatchObject({ code: 'unavailable', detail: expect.stringContaining('Documents of notes') });
  });

  test('names that cannot be used are refused', async () => {
    await expect(openMongoStore({ url: new Secret(url), clock: { now: () => 1 }, timers: systemTimers, random: systemRandom })('Bad Name', [])).rejects.toMatchObject({ code: 'internal' });
    await expect(fresh().open([{ ...notes, name: '_outbox' }])).rejects.toMatchObject({ code: 'internal' });
    await expect(fresh().open([{ ...notes, indexes: { byOdd: { fields: ['a.$b'] } } }])).rejects.toMatchObject({ code: 'internal' });
  });

  test('a document stands in the database as it is, but for names that mean something there', async () => {
    const database = fresh();
    const store = await database.open([notes]);
    const extra = { 'a.b': '1', $set: '2', '~c': '3', 'plain': '4', _bsontype: 'ObjectId', 'x%y': '5', 'nul\0': '6', $ref: '7', $id: '8' };
    await store.insert(notes, note('1', { extra, place: { city: 'Gent' } }));
    const stored = await (await database.raw()).collection<{ _id: string }>('notes').findOne({ _id: '1' });
    expect(stored).toMatchObject({ version: 1, doc: { id: '1', place: { city: 'Gent' }, extra: { plain: '4', '~%24set': '2', '~a%2eb': '1', '~~c': '3', 'x%y': '5' } } });
    expect(await store.get(notes, '1')).toEqual(note('1', { extra, place: { city: 'Gent' } }));
    await store.close();
  });

  test('a document that MongoDB cannot keep is too large, and says nothing of what is in it', async () => {
    const store = await fresh().open([notes]);
    await expect(store.insert(notes, note('1', { title: 'x'.repeat(17_000_000) }))).rejects.toMatchObject({ code: 'too-large' });
    await store.close();
  });
});
