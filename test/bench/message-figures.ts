import { openKafkaBus } from '@portal-sync/bus-kafka';
import { topicOf } from '@portal-sync/contracts';
import { partitionOf, silentLog, systemClock, systemRandom, systemTimers, type CloudEvent } from '@portal-sync/kernel';
import { startKafka } from '@portal-sync/local-engines';
import type { PlacedMessage } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { percentile } from './percentile.ts';
import { openRawKafka } from './raw-kafka.ts';

/** Medians over the rounds, messages a second: until all were durable, and until all were handled. */
export interface MessageFigures {
  readonly sent: number;
  readonly handled: number;
}

const BATCH = 100;
const ROUNDS = 5;

interface Way {
  publish(messages: readonly PlacedMessage[]): Promise<void>;
  close(): Promise<void>;
}

/** Messages of half a kilobyte through the bus port and through raw kafkajs, in turns, on a broker of its own. Throws `CannotBeHad` where none can be had. */
export async function measureMessages(short: boolean): Promise<readonly [port: MessageFigures, raw: MessageFigures]> {
  const kafka = await startKafka();
  const arrivals = { port: counter(), raw: counter() };
  const brokers = kafka.addresses.split(',');
  const ways: Readonly<Record<'port' | 'raw', Way>> = { port: await openPort(brokers, arrivals.port.add), raw: await openRawKafka(brokers, 'bench.', arrivals.raw.add) };
  const rates = { port: [] as { sent: number; handled: number }[], raw: [] as { sent: number; handled: number }[] };
  const count = short ? 1_000 : 10_000;
  let position = 0;
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const way of ['raw', 'port'] as const) {
        const messages = Array.from({ length: count }, () => placed(++position));
        const rate = await rateOf(ways[way], arrivals[way], messages);
        // The first round warms up.
        if (round > 0) rates[way].push(rate);
      }
    }
  } finally {
    await Promise.all([ways.port.close(), ways.raw.close()]);
    await kafka.stop();
  }
  const median = (way: 'port' | 'raw', what: 'sent' | 'handled') => percentile(rates[way].map((each) => each[what]), 0.5);
  const figures = (way: 'port' | 'raw'): MessageFigures => ({ sent: median(way, 'sent'), handled: median(way, 'handled') });
  return [figures('port'), figures('raw')];
}

async function rateOf(way: Way, arrived: ReturnType<typeof counter>, messages: readonly PlacedMessage[]): Promise<{ sent: number; handled: number }> {
  const startedAt = performance.now();
  const all = arrived.more(messages.length);
  for (let at = 0; at < messages.length; at += BATCH) await way.publish(messages.slice(at, at + BATCH));
  const sentAt = performance.now();
  await all;
  const perSecond = (until: number) => messages.length / ((until - startedAt) / 1_000);
  return { sent: perSecond(sentAt), handled: perSecond(performance.now()) };
}

async function openPort(brokers: readonly string[], onMessage: (data: unknown) => void): Promise<Way> {
  const deps = { clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog };
  const bus = await openKafkaBus({ ...deps, access: { brokers }, prefix: 'bench.', topics: [topicOf('thing.changed')], topicOf });
  const store = await openSqliteStore({ memory: true, clock: systemClock })('bench', []);
  await bus.subscribe({ group: 'bench', types: ['thing.changed'], store, handle: async ({ data }) => onMessage(data) });
  return { publish: (messages) => bus.publish(messages), close: () => bus.close() };
}

const TEXT = 'x'.repeat(300);

function placed(position: number): PlacedMessage {
  const key = `key-${position % 200}`;
  const message: CloudEvent = {
    specversion: '1.0', id: `m${position}`, source: '/bench', type: 'thing.changed', time: new Date(position).toISOString(), datacontenttype: 'application/json',
    dataversion: 1, partitionkey: key, agency: 'a1', data: { agencyId: 'a1', text: TEXT },
  };
  return { owner: 'bench', partition: partitionOf(key), position, message };
}

/** Counts arrivals; `more` resolves when that many more came. */
function counter() {
  let count = 0;
  let wanted = Infinity;
  let reached: () => void = () => undefined;
  return {
    add: () => {
      if (++count >= wanted) reached();
    },
    more: (number: number) =>
      new Promise<void>((resolve) => {
        wanted = count + number;
        reached = resolve;
      }),
  };
}
