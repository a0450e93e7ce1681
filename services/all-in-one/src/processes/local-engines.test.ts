import { expect, test } from 'vitest';
import { startLocalEngines } from './local-engines.ts';
import type { ChildEvents, SpawnNode } from './spawn-node.ts';

function openWorld(env: Record<string, string> = {}) {
  const said: string[] = [];
  const signals: string[] = [];
  let events: ChildEvents | undefined;
  const spawn: SpawnNode = (_command, given) => {
    events = given;
    return { pid: 1, signal: (name) => void signals.push(name) };
  };
  const engines = startLocalEngines({ folder: '/f', env, spawn, say: (line) => void said.push(line) });
  return { said, signals, engines, child: () => events! };
}

test('engines that say where they are are there, and stopping them ends with their end, whatever they say meanwhile', async () => {
  const { engines, child, signals, said } = openWorld();
  child().line('MONGO_URL=mongodb://m:1');
  child().line('KAFKA_BROKERS=k:1');
  const { stop, ...addresses } = await engines;
  expect(addresses).toEqual({ MONGO_URL: 'mongodb://m:1', KAFKA_BROKERS: 'k:1' });
  child().line('ready; Ctrl-C stops them');
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  child().line('stopping...');
  expect([signals, stopped]).toEqual([['SIGTERM'], false]);
  child().exit('code 0');
  await stopping;
  expect(said.at(-1)).toBe('engines   | ended');
});

test('engines that end before they say where they are did not start', async () => {
  const { engines, child } = openWorld();
  child().line('no Java here');
  child().exit('code 1');
  await expect(engines).rejects.toThrow('MongoDB and Kafka did not start');
});

test('engines of somebody else are taken as they are, and their password is not said', async () => {
  const both = openWorld({ MONGO_URL: 'mongodb://u:canary@m:1', KAFKA_BROKERS: 'k:1' });
  expect(await both.engines).toMatchObject({ MONGO_URL: 'mongodb://u:canary@m:1', KAFKA_BROKERS: 'k:1' });
  const one = openWorld({ MONGO_URL: 'mongodb://u:canary@m:1' });
  one.child().line('The environment\'s MONGO_URL is used.');
  one.child().line('KAFKA_BROKERS=k:1');
  expect(await one.engines).toMatchObject({ MONGO_URL: 'mongodb://u:canary@m:1' });
  expect([...both.said, ...one.said].join()).not.toContain('canary');
});
