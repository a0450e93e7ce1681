import type mongoose from 'mongoose';
import type { Clock, Log, Random, Timers } from '@portal-sync/kernel';
import { AppError, silentLog } from '@portal-sync/kernel';
import type { CollectionShape, OpenStore } from '@portal-sync/store';
import { createCommitHints } from '@portal-sync/store/engine';
import { cannotOpen, connect, hostsOf, serverTime, type MongoPlace } from './connect.ts';
import { Documents } from './documents.ts';
import { createLanes } from './lanes.ts';
import { MongoOutbox } from './mongo-outbox.ts';
import { MongoStore } from './mongo-store.ts';
import { prepareDatabase } from './prepare-database.ts';
import { createRunAgain } from './run-again.ts';
import { createRunInTransaction } from './run-in-transaction.ts';
import { createStoreGate } from './store-gate.ts';
import { createWait } from './wait.ts';

export type MongoOptions = MongoPlace & {
  /** Databases are called `{prefix}{owner}`, with `_` for what a name cannot hold; default `portal_sync_`. */
  readonly prefix?: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log?: Log;
};

/** The engine for many machines: one database per service on a MongoDB replica set, any number of processes on it. */
export function openMongoStore(options: MongoOptions): OpenStore {
  const { clock, timers, random, prefix = 'portal_sync_' } = options;
  const log = options.log ?? silentLog;
  return async (owner, collections) => {
    if (!/^[a-z][a-z0-9-]*$/.test(owner)) throw new AppError('internal', { detail: `"${owner}" cannot be the name of a store.` });
    const connection = await connect(options, databaseOf(prefix, owner), log);
    const { kinds, outbox, pings } = await prepare(connection, collections, options);
    const wait = createWait(timers, random);
    const gate = createStoreGate();
    const runInTransaction = createRunInTransaction(connection, wait);
    const { onCommit, tell } = createCommitHints(log);
    return new MongoStore({
      documents: new Documents(kinds),
      outbox: new MongoOutbox({ owner, collections: outbox, runInTransaction, clock, use: gate.use, wait }),
      pings,
      gate,
      lanes: createLanes(),
      runAgain: createRunAgain(timers, wait),
      runInTransaction,
      wait,
      clock,
      random,
      onCommit,
      tell,
      disconnect: () => connection.close(),
      serverTime: () => serverTime(connection),
      cannotUse: (error) => cannotOpen(hostsOf(options), error),
    });
  };
}

/** The database of a service. */
export const databaseOf = (prefix: string, owner: string): string => `${prefix}${owner.replaceAll('-', '_')}`;

async function prepare(connection: mongoose.Connection, collections: readonly CollectionShape[], options: MongoOptions) {
  try {
    return await prepareDatabase(connection, collections, options.clock.now());
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    throw cannotOpen(hostsOf(options), error);
  }
}
