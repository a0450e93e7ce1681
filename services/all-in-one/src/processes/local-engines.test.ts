import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { startLocalEngines } from './local-engines.ts';
import type { ChildEvents, SpawnNode } from './spawn-node.ts';

function openWorld(env: Record<string, string> = {}) {
  const time = createManualTime();
  const said: string[] = [];
  const signals: string[] = [];
  const lives: ChildEvents[] = [];
  const spawn: SpawnNode = (_command, given) => {
    lives.push(given);
    return { pid: 1, signal: (name) => void signals.push(name) };
  };
  const engines = startLocalEngines({ folder: '/f', env, spawn, clock: time.clock, timers: time.timers, say: (line) => void said.push(line) });
  return { time, said, signals, engines, lives, child: () => lives.at(-1)! };
}

const AT = { MONGO_URL: 'mongodb://m:1', KAFKA_BROKERS: 'k:1' };
const tellOf = (child: ChildEvents): void => Object.entries(AT).forEach(([name, value]) => child.line(`${name}=${value}`));

test('engines that say where they are are there, and stopping them ends with their end, whatever they say meanwhile', async () => {
  const { time, engines, child, lives, signals, said } = openWorld();
  tellOf(child());
  expect(await engines.addresses).toEqual(AT);
  child().line('ready; Ctrl-C stops them');
  let stopped = false;
  const stopping = engines.stop().then(() => (stopped = true));
  child().line('stopping...');
  expect([signals, stopped]).toEqual([['SIGTERM'], false]);
  child().exit('code 0');
  await stopping;
  await time.advance(60_000);
  expect([said.at(-1), lives.length]).toEqual(['engines   | stopping...', 1]);
});

test('engines that end before they say where they are did not start, and are not started again', async () => {
  const { time, engines, child, lives } = openWorld();
  child().line('no Java here');
  child().exit('code 1');
  await expect(engines.addresses).rejects.toThrow('MongoDB and Kafka did not start');
  await time.advance(60_000);
  expect(lives).toHaveLength(1);
  await engines.stop();
});

test('engines that ran and end are started again, with their data and at their addresses', async () => {
  const { time, engines, child, lives, said } = openWorld();
  tellOf(child());
  await engines.addresses;
  child().exit('SIGKILL');
  await time.advance(250);
  expect([lives.length, said.at(-1)]).toEqual([2, 'engines   | ended (SIGKILL); starts again in 0.25 s']);
});

test('a start that is called off ends the engines as far as they have come', async () => {
  const { engines, child, signals } = openWorld();
  const stopping = engines.stop();
  expect(signals).toEqual(['SIGTERM']);
  child().exit('code 0');
  await stopping;
});

test('engines of somebody else are taken as they are, and their password is not said', async () => {
  const both = openWorld({ MONGO_URL: 'mongodb://u:canary@m:1', KAFKA_BROKERS: 'k:1' });
  expect(await both.engines.addresses).toEqual({ MONGO_URL: 'mongodb://u:canary@m:1', KAFKA_BROKERS: 'k:1' });
  expect(both.lives).toEqual([]);
  const one = openWorld({ MONGO_URL: 'mongodb://u:canary@m:1' });
  one.child().line('The environment\'s MONGO_URL is used.');
  one.child().line('KAFKA_BROKERS=k:1');
  expect(await one.engines.addresses).toMatchObject({ MONGO_URL: 'mongodb://u:canary@m:1' });
  expect([...both.said, ...one.said].join()).not.toContain('canary');
});
