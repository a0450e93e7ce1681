import type { RunningKafka } from './start-kafka.ts';
import type { RunningMongo } from './start-mongo.ts';

/** What tests are told about an engine that all of them use: how to reach it, or why there is none. */
export type EngineOfRun<T> = { readonly found: T; readonly reason?: never } | { readonly found?: never; readonly reason: string };

export type MongoOfRun = Pick<RunningMongo, 'url'>;
/** `secured` is missing where KAFKA_BROKERS names a Kafka of somebody's own. */
export type KafkaOfRun = Pick<RunningKafka, 'addresses'> & Partial<Pick<RunningKafka, 'secured'>>;

/** Where the test run's own process answers for its engines; set by `test-run.ts`. */
export const ENGINES_OF_RUN = 'ENGINES_OF_RUN';

/** The replica set of this test run, started when the first test asks. Use a database of your own. */
export async function mongoOfRun(): Promise<EngineOfRun<MongoOfRun>> {
  const url = process.env['MONGO_URL'];
  return url ? { found: { url } } : ask('mongo');
}

/** The broker of this test run, started when the first test asks. Use a topic prefix of your own. */
export async function kafkaOfRun(): Promise<EngineOfRun<KafkaOfRun>> {
  const addresses = process.env['KAFKA_BROKERS'];
  return addresses ? { found: { addresses } } : ask('kafka');
}

async function ask<T>(name: string): Promise<EngineOfRun<T>> {
  const url = process.env[ENGINES_OF_RUN];
  if (url === undefined) return { reason: 'the tests were not started with the configuration of this repository' };
  return (await (await fetch(`${url}/${name}`)).json()) as EngineOfRun<T>;
}
