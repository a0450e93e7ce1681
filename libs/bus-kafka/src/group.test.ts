import type { Subscription } from '@portal-sync/bus';
import { busCursors, deadLetters } from '@portal-sync/bus';
import type { CloudEvent } from '@portal-sync/kernel';
import { silentLog } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import type { KafkaMessage } from 'kafkajs';
import { describe, expect, test, vi } from 'vitest';
import { readHealth } from './bus-health.ts';
import { Group } from './group.ts';
import { kafkaFailure } from './kafka-failure.ts';
import { writeRecord } from './record.ts';
import { createFakeKafka } from './testing/fake-kafka.ts';

const TOPIC = 'things.v1';

const record = (offset: number): KafkaMessage => {
  const message: CloudEvent = {
    specversion: '1.0', id: `m${offset}`, source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00Z',
    datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {},
  };
  const { headers, value } = writeRecord({ owner: 'owner', partition: 0, position: offset + 1, message });
  return { offset: String(offset), value: Buffer.from(value), key: null, timestamp: '0', attributes: 0, headers: { ...headers } };
};
const records = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => record(from + at));

async function setUp(handle: Subscription['handle'] = async () => undefined) {
  const time = createManualTime();
  const fake = createFakeKafka();
  const taken: string[] = [];
  const stopping = new AbortController();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('consumer', [busCursors, deadLetters]);
  const group = new Group({
    ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, log: silentLog,
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

describe('a group', () => {
  test('handles what was fetched, in order, and commits beside that how far it came', async () => {
    const { at, taken, advance, settle } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    expect(taken).toEqual(['m0', 'm1', 'm2']);
    expect(at(0).commits).toEqual([]);
    await advance(200);
    expect(at(0).commits).toMatchObject([{ topic: TOPIC, partition: 0, offset: '3' }]);
  });

  test('a fetch does not wait for handlers', async () => {
    const { at, taken } = await setUp(() => new Promise(() => undefined));
    at(0).join({ [TOPIC]: [0, 1] });
    await at(0).fetch(TOPIC, 0, records(0, 1), 1);
    await at(0).fetch(TOPIC, 1, records(0, 1), 1);
    expect(taken).toEqual([]);
  });

  test('a commit that fails ends nothing and is made up for', async () => {
    const { at, advance, settle, consumers } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    at(0).failCommits = true;
    await at(0).fetch(TOPIC, 0, records(0, 2), 2);
    await settle();
    await advance(200);
    at(0).failCommits = false;
    await advance(200);
    expect(at(0).commits).toMatchObject([{ offset: '2' }]);
    expect(consumers).toHaveLength(1);
  });

  test('a consumer that crashed is replaced, more and more rarely while that fails, and the next one goes on where the lanes are', async () => {
    const { at, advance, settle, consumers, state, taken, health } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await advance(300);
    state.down = true;
    at(0).crash('request malformed');
    expect(at(0).disconnected).toBe(true);
    expect(health().state).toBe('behind');
    await advance(10_000);
    // After 200, 400, 800, 1600 and 3200 ms.
    expect(consumers).toHaveLength(6);
    state.down = false;
    await advance(10_000);
    const last = consumers.at(-1)!;
    last.join({ [TOPIC]: [0] });
    expect(last.seeks).toEqual([{ topic: TOPIC, partition: 0, offset: '3' }]);
    expect(health().state).toBe('ok');
    await last.fetch(TOPIC, 0, records(3, 4), 4);
    await settle();
    expect(taken).toEqual(['m0', 'm1', 'm2', 'm3']);
  });

  test('a faulty record whose dead letter cannot be written is tried on, and health says so', async () => {
    const { at, advance, taken, health, store } = await setUp();
    const failing = vi.spyOn(store, 'insert').mockRejectedValue(new Error('disk full'));
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, [{ ...record(0), value: Buffer.from('{') }, record(1)], 2);
    await advance(1_000);
    expect(health()).toMatchObject({ state: 'behind', lag: { consumer: 2 } });
    failing.mockRestore();
    await advance(10_000);
    expect(taken).toEqual(['m1']);
    expect(health()).toMatchObject({ state: 'ok', lag: { consumer: 0 } });
  });

  test('a Kafka that is gone for a while is away, with why; with the next member all is well', async () => {
    const { at, advance, consumers, state, health } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    state.down = true;
    at(0).crash('connection lost');
    await advance(14_000);
    expect(health().state).toBe('behind');
    await advance(2_000);
    expect(health()).toMatchObject({ state: 'away', reason: 'Kafka cannot be reached' });
    state.down = false;
    await advance(10_000);
    consumers.at(-1)!.join({ [TOPIC]: [0] });
    expect(health().state).toBe('ok');
  });

  test('a Kafka that says nothing more is away', async () => {
    const { at, advance, health } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    await advance(16_000);
    expect(health()).toMatchObject({ state: 'away', reason: 'Kafka does not answer' });
  });

  test('what an ended consumer still says counts for nothing', async () => {
    const { at, advance, taken, consumers } = await setUp();
    at(0).crash('gone');
    await advance(300);
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 1), 1);
    at(0).crash('again');
    await advance(10_000);
    expect(taken).toEqual([]);
    expect(consumers).toHaveLength(2);
  });

  test('a consumer that fell silent is replaced; one that beats stays', async () => {
    const { at, advance, consumers } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    for (let second = 0; second < 60; second += 10) {
      await advance(10_000);
      at(0).beat();
    }
    expect(consumers).toHaveLength(1);
    await advance(36_000);
    expect(consumers).toHaveLength(2);
    expect(at(0).disconnected).toBe(true);
  });

  test('health is ok by progress only: a member that Kafka answers, a handler that returns', async () => {
    const { at, advance, health } = await setUp((message) => (message.id === 'm1' ? new Promise(() => undefined) : Promise.resolve()));
    at(0).join({ [TOPIC]: [0] });
    expect(health()).toMatchObject({ state: 'ok', lag: { consumer: 0 }, lastProgressAgeMs: 0 });
    await at(0).fetch(TOPIC, 0, records(0, 2), 4);
    await advance(5_000);
    expect(health()).toMatchObject({ state: 'ok', lag: { consumer: 3 }, lastProgressAgeMs: 5_000, places: [{ group: 'consumer', source: TOPIC, partition: 0, lag: 3 }] });
    at(0).beat();
    await advance(56_000);
    expect(health().state).toBe('stuck');
  });

  test('a partition with enough to do is not fetched until half of it is done', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { at, advance, taken, state, health } = await setUp(() => held);
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 1_500), 1_500);
    expect(at(0).paused).toEqual([`${TOPIC}/0`]);
    state.end = 20_000;
    await advance(5_000);
    expect(health().lag).toEqual({ consumer: 20_000 });
    at(0).beat();
    letGo();
    while (taken.length < 1_100) await advance(1);
    expect(at(0).paused).toEqual([]);
  });

  test('a partition that is taken away is left after the message in hand; given back it begins after that one', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const begun: string[] = [];
    const { at, settle, taken } = await setUp(async (message) => {
      begun.push(message.id);
      if (begun.length === 1) await held;
    });
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    at(0).join({ [TOPIC]: [] });
    at(0).join({ [TOPIC]: [0] });
    // Not committed before it was taken away, so Kafka gives it again.
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    expect(begun).toEqual(['m0']);
    letGo();
    await settle();
    expect(taken).toEqual(['m0', 'm0', 'm1', 'm2']);
  });

  describe('a process that was paused past its session', () => {
    const paused = async () => {
      const gate = Promise.withResolvers<void>();
      const world = await setUp((message) => (message.id === 'm1' ? gate.promise : Promise.resolve()));
      world.at(0).join({ [TOPIC]: [0] });
      await world.at(0).fetch(TOPIC, 0, records(0, 6), 6);
      await world.advance(1_000);
      // No heartbeat was answered meanwhile; the message in hand ends.
      await world.advance(7_000);
      gate.resolve();
      await world.settle();
      return world;
    };

    test('begins no message before it is a member again', async () => {
      const { at, taken, settle } = await paused();
      expect(taken).toEqual(['m0', 'm1']);
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    });

    test('leaves what another member did meanwhile, and never sets the group back', async () => {
      const { at, taken, settle, advance, state } = await paused();
      state.committed = [{ topic: TOPIC, partitions: [{ partition: 0, offset: '4', metadata: null }] }];
      at(0).commits.length = 0;
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm4', 'm5']);
      await advance(1_000);
      expect(at(0).commits.map(({ offset }) => offset)).toEqual(['6']);
    });

    test('starts over where the topic was made anew, and knows again what it had seen', async () => {
      const { at, taken, settle, state } = await paused();
      state.committed = [];
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(at(0).seeks.at(-1)).toEqual({ topic: TOPIC, partition: 0, offset: '0' });
      await at(0).fetch(TOPIC, 0, records(0, 3), 3);
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm2']);
    });

    test('goes on after all it had fetched, where the group is further still', async () => {
      const { at, taken, settle, state } = await paused();
      state.committed = [{ topic: TOPIC, partitions: [{ partition: 0, offset: '9', metadata: null }] }];
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1']);
      expect(at(0).seeks.at(-1)).toEqual({ topic: TOPIC, partition: 0, offset: '9' });
    });
  });

  test('starting waits for the group to form, over a first consumer that failed, but not for ever', async () => {
    const { at, started, advance } = await setUp();
    let done = false;
    void started.then(() => (done = true));
    at(0).crash('the coordinator is loading');
    await advance(300);
    expect(done).toBe(false);
    at(1).join({ [TOPIC]: [0] });
    await advance(1);
    expect(done).toBe(true);
    const late = await setUp();
    await late.advance(5_000);
    await late.started;
  });

  test('leaving commits what was done and tells the others', async () => {
    const { at, settle, group, stopping } = await setUp();
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 2), 2);
    await settle();
    stopping.abort();
    await group.close(1_000);
    expect(at(0).commits).toMatchObject([{ offset: '2' }]);
    expect(at(0).disconnected).toBe(true);
  });
});
