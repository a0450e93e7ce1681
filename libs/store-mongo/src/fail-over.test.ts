import { partitionOf } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { message, note, notes } from '@portal-sync/store/samples';
import { mongoOfRun, startMongo, type RunningMongo } from '@portal-sync/local-engines';
import { skipUnless } from '@portal-sync/tooling';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from './testing/test-database.ts';

// Where the run has a MongoDB by address only, there is none to kill.
const own = process.env['MONGO_URL'] ? { reason: 'MONGO_URL names a MongoDB that is not ours to kill' } : await mongoOfRun();
const found = 'found' in own && own.found !== undefined;

/** Writes as a service does, until told to stop: each transaction counts, keeps a document and sends a message. Says what was answered. */
async function writeUntil(store: Store, stopped: () => boolean): Promise<{ answered: string[]; failures: unknown[] }> {
  const answered: string[] = [];
  const failures: unknown[] = [];
  const writer = async (): Promise<void> => {
    while (!stopped()) {
      try {
        const id = await store.transaction(async (tx) => {
          const total = Number((await tx.get(notes, 'total'))?.rank ?? 0);
          await tx.insert(notes, note(`n${total + 1}`));
          await tx.put(notes, note('total', { agencyId: 'total', rank: total + 1 }));
          tx.send(message('total', `n${total + 1}`));
          return `n${total + 1}`;
        });
        answered.push(id);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all([writer(), writer()]);
  return { answered, failures };
}

const placeAll = async (store: Store): Promise<void> => {
  while ((await store.outbox.place()) > 0);
};

describe.skipIf(skipUnless('mongo', found, own.reason ?? ''))('a MongoDB that fails', () => {
  let set: RunningMongo;
  beforeAll(async () => {
    set = await startMongo({ members: 3 });
  });
  afterAll(() => set?.stop());

  const primaryPort = async (): Promise<number> => {
    const client = await mongoose.mongo.MongoClient.connect(set.url);
    try {
      const hello = await client.db('admin').command({ hello: 1 });
      return Number(String(hello['primary']).split(':')[1]);
    } finally {
      await client.close();
    }
  };
  const stepDown = async (): Promise<void> => {
    const client = await mongoose.mongo.MongoClient.connect(set.url);
    await client.db('admin').command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 3 });
    await client.close();
  };
  const killPrimary = async (): Promise<void> => {
    const port = await primaryPort();
    const member = set.members.find((each) => each.port === port);
    await member?.kill();
    await member?.start();
  };
  const pausePrimary = async (): Promise<void> => {
    const port = await primaryPort();
    const member = set.members.find((each) => each.port === port);
    member?.pause();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    member?.resume();
  };
  const killAll = async (): Promise<void> => {
    await Promise.all(set.members.map((member) => member.kill()));
    await Promise.all(set.members.map((member) => member.start()));
  };

  test.each([
    ['steps down', stepDown],
    ['is killed', killPrimary],
    ['is paused', pausePrimary],
    ['is killed with all other members', killAll],
  ])('a primary that %s loses nothing that was answered, and state and messages stay together', async (_name, disturb) => {
    const database = testDatabase(set.url);
    const store = await database.open([notes]);
    let stopped = false;
    const writing = writeUntil(store, () => stopped);
    const until = async (count: number) => {
      while (Number((await store.get(notes, 'total').catch(() => undefined))?.rank ?? 0) < count) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(5);
    const before = await vi.waitFor(async () => Number((await store.get(notes, 'total'))?.rank), { timeout: 120_000, interval: 200 });
    await disturb();
    await until(before + 5);
    stopped = true;
    const { answered } = await writing;

    // The set may elect once more while it finds together again: who reads then is told so, and reads again.
    const { total, sent, counted, kept } = await vi.waitFor(async () => {
      await placeAll(store);
      return {
        total: Number((await store.get(notes, 'total'))?.rank),
        sent: await store.outbox.readFrom(partitionOf('total'), 0, 100_000),
        counted: await store.count(notes, { index: 'byRank', equals: ['a'] }),
        kept: await Promise.all(answered.map((id) => store.get(notes, id))),
      };
    }, { timeout: 120_000, interval: 200 });
    expect(new Set(answered).size).toBe(answered.length);
    expect(total).toBeGreaterThanOrEqual(answered.length);
    expect(counted).toBe(total);
    expect(sent.map((placed) => [placed.position, placed.message.id])).toEqual(Array.from({ length: total }, (_, at) => [at + 1, `n${at + 1}`]));
    expect(kept).not.toContain(undefined);
    await store.close();
    await database.dispose();
  });
});
