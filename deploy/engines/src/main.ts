// npm run engines [-- --mongo-members 3] [-- --kafka-brokers 3]: a real MongoDB and a real Kafka on this machine, until Ctrl-C.
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startKafka } from './start-kafka.ts';
import { startMongo } from './start-mongo.ts';
import { bringKafka } from './bring-kafka.ts';
import { bringMongo } from './bring-mongo.ts';
import type { EngineMember } from './engine-member.ts';
import { keepRunning } from './keep-running.ts';
import { keptPorts } from './kept-ports.ts';

const say = (line: string) => console.log(line);

const readOptions = () =>
  parseArgs({
    options: {
      'mongo-members': { type: 'string', default: '1' },
      'kafka-brokers': { type: 'string', default: '1' },
      // Only bring them in.
      'bring': { type: 'boolean', default: false },
      // Keep the data for the next time.
      'folder': { type: 'string' },
    },
  }).values;

/** What was typed; ends this process with one line where that is no option of ours. */
function options(): ReturnType<typeof readOptions> {
  try {
    return readOptions();
  } catch (error) {
    console.error(`${(error as Error).message.split('. ')[0]}. The options are --mongo-members, --kafka-brokers, --folder and --bring.`);
    process.exit(2);
  }
}
const values = options();
const countOf = (name: 'mongo-members' | 'kafka-brokers'): number => {
  const number = Number(values[name]);
  if (![1, 3, 5].includes(number)) throw new Error(`--${name} is 1, 3 or 5: an even number cannot outvote itself.`);
  return number;
};

interface Stoppable {
  stop(): Promise<void>;
}

const running: Promise<Stoppable>[] = [];
const end = new AbortController();

/** What is said of an engine: its address, for those who want to use it; one that the environment names is known already, and its address may hold a password. */
const named = (setting: 'MONGO_URL' | 'KAFKA_BROKERS'): string | undefined => (process.env[setting] ? `The environment's ${setting} is used.` : undefined);

async function mongo(count: number): Promise<string> {
  const existing = named('MONGO_URL');
  if (existing !== undefined) return existing;
  const at = inFolder('mongo');
  const { url, members } = await begun(keptPorts(at.folder, 27017, count).then((ports) => startMongo({ members: count, ports, say, ...at })));
  keepAll(members);
  return `MONGO_URL=${url}`;
}

async function kafka(count: number): Promise<string> {
  const existing = named('KAFKA_BROKERS');
  if (existing !== undefined) return existing;
  const at = inFolder('kafka');
  const { addresses, brokers } = await begun(keptPorts(at.folder, 9092, count).then((ports) => startKafka({ brokers: count, ports, say, ...at })));
  keepAll(brokers);
  return `KAFKA_BROKERS=${addresses}`;
}

/** Known from its first moment: where one engine fails, the other is stopped however far its start has come. */
function begun<T extends Stoppable>(starting: Promise<T>): Promise<T> {
  running.push(starting);
  return starting;
}

const keepAll = (members: readonly EngineMember[]): void => members.forEach((member) => void keepRunning(member, { say, signal: end.signal, pause: setTimeout }));
const inFolder = (name: string): { folder?: string } => (values.folder === undefined ? {} : { folder: `${values.folder}/${name}` });

async function stopAll(): Promise<void> {
  // What is still starting is waited for: it could not be stopped otherwise.
  await Promise.all(running.map(async (each) => (await each.catch(() => undefined))?.stop()));
}

let askedAt: number | undefined;
// A supervisor that started us and is gone ends the channel to it; so do we at the end.
process.on('disconnect', () => end.abort());
for (const event of ['SIGINT', 'SIGTERM'] as const) {
  process.on(event, () => {
    // npm hands Ctrl-C to a process that has it from the terminal too: what comes so soon is the same one.
    if (askedAt !== undefined && performance.now() - askedAt >= 1_000) process.exit(1);
    askedAt ??= performance.now();
    end.abort();
  });
}

try {
  if (values.bring) {
    await Promise.all([process.env['MONGO_URL'] || bringMongo(say), process.env['KAFKA_BROKERS'] || bringKafka(say)]);
    process.exit(0);
  }
  const [members, brokers] = [countOf('mongo-members'), countOf('kafka-brokers')];
  const addresses = await Promise.all([mongo(members), kafka(brokers)]);
  if (!end.signal.aborted) {
    addresses.forEach(say);
    say('ready; Ctrl-C stops them');
    const awake = setInterval(() => undefined, 60_000);
    await new Promise((resolve) => end.signal.addEventListener('abort', resolve, { once: true }));
    clearInterval(awake);
  }
  say('stopping...');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// From here on nobody is started again.
end.abort();
await stopAll();
// The channel to a supervisor would keep this process alive.
if (process.connected) process.disconnect();
