import { randomUUID } from 'node:crypto';
import type { Clock } from '@portal-sync/kernel';
import { Secret, systemRandom, systemTimers } from '@portal-sync/kernel';
import type { CollectionShape } from '@portal-sync/store';
import mongoose from 'mongoose';
import { openMongoStore } from '../open-mongo-store.ts';

/** A database of a test's own. */
export interface TestDatabase {
  readonly prefix: string;
  open(collections: readonly CollectionShape[], clock?: Clock): ReturnType<ReturnType<typeof openMongoStore>>;
  /** The driver's own view of the database. */
  raw(): Promise<mongoose.mongo.Db>;
  /** Removes all documents and leaves the indexes: quicker than a fresh database. */
  clear(): Promise<void>;
  /** Closes `raw` and throws the database away. */
  dispose(): Promise<void>;
}

/** Names a fresh database for owner `bench` on the replica set at `url`. */
export function testDatabase(url: string, owner = 'bench'): TestDatabase {
  const prefix = `test_${randomUUID().slice(0, 8)}_`;
  let client: mongoose.mongo.MongoClient | undefined;
  const raw = async () => {
    client ??= await mongoose.mongo.MongoClient.connect(url);
    return client.db(`${prefix}${owner}`);
  };
  return {
    prefix,
    open: (collections, clock = { now: () => 1 }) =>
      openMongoStore({ url: new Secret(url), prefix, clock, timers: systemTimers, random: systemRandom })(owner, collections),
    raw,
    async clear() {
      const db = await raw();
      const collections = await db.listCollections({}, { nameOnly: true }).toArray();
      await Promise.all(collections.map(({ name }) => db.collection(name).deleteMany({})));
    },
    async dispose() {
      await (await raw()).dropDatabase();
      await client?.close();
    },
  };
}
