import { randomBytes } from 'node:crypto';
import type { HouseOptions } from '@portal-sync/all-in-one/app';
import { Secret } from '@portal-sync/kernel';
import { kafkaOfRun, mongoOfRun } from '@portal-sync/local-engines';

/** Whether stories are played on MongoDB and Kafka now: `npm test` plays them on both pairs. */
export const onRealEngines = process.env['STORIES_ENGINES'] === 'real';

/** The engines that a house runs on: the embedded ones, or with `STORIES_ENGINES=real` the run's MongoDB and Kafka, with databases and topics of the house's own. */
export async function enginesOfStories(): Promise<HouseOptions['engines']> {
  if (!onRealEngines) return undefined;
  const [mongo, kafka] = await Promise.all([mongoOfRun(), kafkaOfRun()]);
  if (mongo.found === undefined || kafka.found === undefined) throw new Error(`STORIES_ENGINES=real: ${mongo.reason ?? kafka.reason}`);
  const own = randomBytes(4).toString('hex');
  return {
    kind: 'real',
    mongo: { url: new Secret(mongo.found.url), prefix: `s${own}_` },
    kafka: { brokers: kafka.found.addresses.split(','), prefix: `s${own}.`, replicas: 1 },
  };
}
