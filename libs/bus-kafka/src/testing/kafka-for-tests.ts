import { randomBytes } from 'node:crypto';
import type { Log } from '@portal-sync/kernel';
import { silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { kafkaOfRun } from '@portal-sync/local-engines';
import { skipUnless } from '@portal-sync/tooling';
import type { Kafka } from 'kafkajs';
import { createClient } from '../create-client.ts';
import type { KafkaBusOptions } from '../index.ts';

const kafka = await kafkaOfRun();

/** For `describe.skipIf`: true where there is no Kafka, with the reason printed. */
export const noKafka = skipUnless('kafka', kafka.found, kafka.reason ?? '');

/** The broker of this test run. */
export const found = kafka.found ?? { addresses: '' };

const brokers = found.addresses.split(',');

export const deps = { clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog };

/** The noun before the dot. */
export const topicOf = (type: string): string => `${type.split('.')[0]}s.v1`;

/** A place of its own on the shared broker. */
export function freshPlace(log: Log = silentLog): { prefix: string; options: KafkaBusOptions; kafka: Kafka; dispose(): Promise<void> } {
  const prefix = `test-${randomBytes(5).toString('hex')}.`;
  const client = createClient({ brokers }, 'test', silentLog);
  return {
    prefix,
    kafka: client,
    options: { ...deps, log, access: { brokers }, prefix, topics: ['things.v1'], topicOf },
    async dispose() {
      const admin = client.admin();
      await admin.connect();
      const topics = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
      if (topics.length > 0) await admin.deleteTopics({ topics });
      await admin.disconnect();
    },
  };
}
