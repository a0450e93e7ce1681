import mongoose from 'mongoose';
import type { Log, Secret } from '@portal-sync/kernel';
import { AppError, engineTrouble } from '@portal-sync/kernel';

/** How to reach MongoDB. What stands in `url` may be given beside it instead, so that the address itself holds no secret. */
export interface MongoPlace {
  /** `mongodb://` or `mongodb+srv://`, with any of the options of https://www.mongodb.com/docs/manual/reference/connection-string/. */
  readonly url: Secret;
  readonly username?: string;
  readonly password?: Secret;
  /** Turns TLS on. Paths of PEM files: whom to trust instead of the system's list, and a certificate of our own with its key. */
  readonly tls?: { readonly caFile?: string; readonly certificateKeyFile?: string };
  /** How long an operation looks for a primary before it fails, ms; default 10 s: an election takes about that long. */
  readonly patienceMs?: number;
}

/** MongoDB 5.0, the first that stores any field name. */
const OLDEST_WIRE_VERSION = 13;

const AUTHENTICATION_FAILED = new Set([18, 8000]);
const UNAUTHORIZED = 13;
const OUT_OF_DISK = 14_031;

/** Connects to one database. Fails with AppError `unavailable`: one sentence that names the hosts and never the credentials. */
export async function connect(place: MongoPlace, database: string, log: Log): Promise<mongoose.Connection> {
  const at = hostsOf(place);
  let connection: mongoose.Connection | undefined;
  try {
    connection = mongoose.createConnection(place.url.reveal(), { ...optionsOf(place), dbName: database });
    // Operations tell their failures themselves; without a listener Node would end the process.
    connection.on('error', (error: Error) => log.debug({ error: error.name }, 'the connection to MongoDB failed'));
    await connection.asPromise();
    await checkServer(connection, at);
    return connection;
  } catch (error) {
    await connection?.close(true).catch(() => undefined);
    throw cannotOpen(at, error);
  }
}

/** Where MongoDB is said to be, for people: `mongo-1:27017,mongo-2:27017`. Without credentials, whatever the address looks like. */
export function hostsOf({ url }: MongoPlace): string {
  const place = /^mongodb(?:\+srv)?:\/\/(?:[^?]*@)?([^?@]*)/.exec(url.reveal())?.[1]?.split('/')[0] ?? '';
  return HOSTS.test(place) ? place : NOWHERE;
}

const NOWHERE = '(no valid address)';
/** Anything else may be a part of the credentials. A socket of this machine is written with `%2F`. */
const HOSTS = /^(?:[\w.%-]+|\[[\da-f:]+\])(?::\d+)?(?:,(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?)*$/i;

const optionsOf = ({ username, password, tls, patienceMs = 10_000 }: MongoPlace): mongoose.ConnectOptions => ({
  // Whatever the address says: an answer means that the majority has it on disk.
  writeConcern: { w: 'majority' },
  journal: true,
  wtimeoutMS: 0,
  readConcern: { level: 'majority' },
  readConcernLevel: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: patienceMs,
  waitQueueTimeoutMS: patienceMs,
  connectTimeoutMS: 5_000,
  heartbeatFrequencyMS: 2_000,
  bufferCommands: false,
  autoIndex: false,
  autoCreate: false,
  ...(username === undefined ? {} : { auth: { username, password: password?.reveal() ?? '' } }),
  ...(tls === undefined ? {} : { tls: true }),
  ...(tls?.caFile === undefined ? {} : { tlsCAFile: tls.caFile }),
  ...(tls?.certificateKeyFile === undefined ? {} : { tlsCertificateKeyFile: tls.certificateKeyFile }),
});

async function checkServer(connection: mongoose.Connection, at: string): Promise<void> {
  const hello = await connection.getClient().db('admin').command({ hello: 1 });
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
    throw unavailable(`MongoDB at ${at} is no replica set, so it has no transactions: start it as one (one member is enough).`, 'MongoDB is no replica set');
  }
  if (Number(hello['maxWireVersion']) < OLDEST_WIRE_VERSION) throw unavailable(`MongoDB at ${at} is older than 5.0.`, 'MongoDB is too old');
}

/** https://www.mongodb.com/docs/manual/reference/command/hello/ */
export async function serverTime(connection: mongoose.Connection): Promise<number> {
  const { localTime } = await connection.getClient().db('admin').command({ hello: 1 }, { readPreference: 'primary' });
  if (localTime instanceof Date) return localTime.getTime();
  throw unavailable('MongoDB did not say what time it is.');
}

/** One sentence about a database that cannot be opened or prepared: `unavailable` where waiting or an operator at the server can mend it, else `invalid`. */
export function cannotOpen(at: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'number' && AUTHENTICATION_FAILED.has(code)) return unavailable(`MongoDB at ${at} refused the name or the password.`, 'MongoDB refuses the user name or password');
  if (code === UNAUTHORIZED) return unavailable(`MongoDB at ${at} does not let this user read and write the database.`, 'MongoDB does not let this user work');
  if (code === OUT_OF_DISK) return unavailable(`MongoDB at ${at} has no disk space left.`, 'MongoDB has no disk space left');
  const name = error instanceof Error ? error.name : '';
  // A faulty address may be quoted in its own error.
  if (at === NOWHERE || /Parse|InvalidArgument|MissingCredentials|URI|TypeError/.test(name)) return new AppError('invalid', { detail: `The address or the options of MongoDB (${at}) are not valid.` });
  const reason = error instanceof Error ? error.message : String(error);
  return unavailable(`MongoDB at ${at} cannot be reached: ${reason}.`);
}

const unavailable = (sentence: string, reason = 'MongoDB cannot be reached'): AppError => engineTrouble({ sentence, reason });
