import type { Subscription } from '@portal-sync/bus';
import { busCursors, deadLetters } from '@portal-sync/bus';
import type { CloudEvent, Log } from '@portal-sync/kernel';
import { silentLog } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import type { KafkaMessage } from 'kafkajs';
import { readHealth } from '../bus-health.ts';
import { Group } from '../group.ts';
import { kafkaFailure } from '../kafka-failure.ts';
import { writeRecord } from '../record.ts';
import { createFakeKafka } from './fake-kafka.ts';

export const TOPIC = 'things.v1';

export const record = (offset: number): KafkaMessage => {
  const message: CloudEvent = {
    specversion: '1.0', id: `m${offset}`, source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00Z',
    datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {},
  };
  const { headers, value } = writeRecord({ owner: 'owner', partition: 0, position: offset + 1, message });
  return { offset: String(offset), value: Buffer.from(value), key: null, timestamp: '0', attributes: 0, headers: { ...headers } };
};
/** Records of messages `m<offset>`. */
export const records = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => record(from + at));

/** A group of one topic on a Kafka that does as told, in time that moves only when told. */
export async function openGroup(handle: Subscription['handle'] = async () => undefined, log: Log = silentLog) {
  const time = createManualTime();
  const fake = createFakeKafka();
  const taken: string[] = [];
  const stopping = new AbortController();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('consumer', [busCursors, deadLetters]);
  const group = new Group({
    ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, log,
    kafka: fake.kafka, groupId: 'g', topics: [TOPIC], ensure: async () => undefined, doubt: () => undefined, signal: stopping.signal, asOurs: (error) => kafkaFailure(error, { brokers: ['k:1'] }),
    subscription: {
      group: 'consumer', types: ['thing.changed'], store,
      async handle(message, delivery) {
        await handle(message, delivery);
        taken.push(message.id);
      },
    },
  });
  const started = group.start();
  await time.settle();
  const health = () => readHealth([group], time.clock.now(), false);
  return { ...time, ...fake, store, group, started, taken, stopping, health, at: (index: number) => fake.consumers[index]! };
}
