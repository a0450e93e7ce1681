import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { bringMongo } from './bring-mongo.ts';
import { createMember, startMembers, type EngineMember } from './engine-member.ts';
import { startEngineProcess } from './engine-process.ts';
import { enginesFolder } from './engines-folder.ts';
import { freePorts } from './free-ports.ts';

export interface MongoOptions {
  /** Default 1. */
  readonly members?: number;
  /** One per member; free ones by default. */
  readonly ports?: readonly number[];
  /** By which port everybody, the members too, reaches a member that listens on `port`: where something stands between. Its own by default. */
  readonly knownAs?: (port: number) => number;
  /** Where data and logs stand; one that goes with `stop()` by default. */
  readonly folder?: string;
  /** More arguments for every `mongod`, e.g. for TLS. */
  readonly args?: readonly string[];
  readonly say?: (line: string) => void;
}

export interface RunningMongo {
  /** `mongodb://127.0.0.1:1,127.0.0.1:2/?replicaSet=rs0` */
  readonly url: string;
  readonly members: readonly EngineMember[];
  /** Ends every member. */
  stop(): Promise<void>;
}

/** Starts a replica set on this machine and waits for its primary. Fails with `CannotBeHad` where no `mongod` can be had. */
export async function startMongo(options: MongoOptions = {}): Promise<RunningMongo> {
  const mongod = await bringMongo(options.say);
  const count = options.members ?? 1;
  const ports = (options.ports ?? (await freePorts(count))).slice(0, count);
  const place = await enginesFolder('mongo', options.folder);
  const { knownAs = (port: number) => port } = options;
  const members = ports.map((port) => createMongod(mongod, port, join(place.folder, String(port)), options.args ?? []));
  const stop = await startMembers(members, place, () => initiate(ports, knownAs));
  return { url: `mongodb://${ports.map((port) => `127.0.0.1:${knownAs(port)}`).join(',')}/?replicaSet=rs0`, members, stop };
}

/** A process that dies in the middle of a commit blocks what it wrote until this time is over, s; it takes milliseconds otherwise. MongoDB's default is a minute. */
const TRANSACTION_LIFE_S = 10;

function createMongod(mongod: string, port: number, folder: string, more: readonly string[]): EngineMember {
  const data = join(folder, 'data');
  const parameters = ['shutdownTimeoutMillisForSignaledShutdown=100', `transactionLifetimeLimitSeconds=${TRANSACTION_LIFE_S}`].flatMap((each) => ['--setParameter', each]);
  const args = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--wiredTigerCacheSizeGB', '0.25', '--unixSocketPrefix', folder, ...parameters, ...more];
  return createMember({
    name: 'mongod',
    port,
    async launch() {
      await mkdir(data, { recursive: true });
      return startEngineProcess(mongod, args, join(folder, 'mongod.log'));
    },
    answers: () => withMember(port, async (client) => Boolean(await client.db('admin').command({ ping: 1 })), 5_000),
  });
}

async function initiate(ports: readonly number[], knownAs: (port: number) => number): Promise<void> {
  const members = ports.map((port, at) => ({ _id: at, host: `127.0.0.1:${knownAs(port)}` }));
  // Fail-over in a second, not in ten: these sets live on one machine.
  const config = { _id: 'rs0', members, settings: { electionTimeoutMillis: 1_000, heartbeatIntervalMillis: 250 } };
  await withMember(ports[0] as number, async (client) => {
    const admin = client.db('admin');
    await admin.command({ replSetInitiate: config }).catch((error: { codeName?: string }) => {
      // A folder that was used before: the set is there already.
      if (error.codeName !== 'AlreadyInitialized') throw error;
    });
    const end = Date.now() + 180_000;
    for (;;) {
      const { primary } = (await admin.command({ hello: 1 })) as { primary?: string };
      if (primary !== undefined) return;
      if (Date.now() > end) throw new Error('the replica set chose no primary');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

async function withMember<T>(port: number, use: (client: MongoClient) => Promise<T>, limitMs = 30_000): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true&serverSelectionTimeoutMS=${limitMs}`);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
