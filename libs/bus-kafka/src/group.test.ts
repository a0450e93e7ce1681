import { silentLog, type Log } from '@portal-sync/kernel';
import { describe, expect, test, vi } from 'vitest';
import { openGroup, record, records, TOPIC } from './testing/group-world.ts';

describe('a group', () => {
  test('handles what was fetched, in order, and commits beside that how far it came', async () => {
    const { at, taken, advance, settle } = await openGroup();
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    expect(taken).toEqual(['m0', 'm1', 'm2']);
    expect(at(0).commits).toEqual([]);
    await advance(200);
    expect(at(0).commits).toMatchObject([{ topic: TOPIC, partition: 0, offset: '3' }]);
  });

  test('a fetch does not wait for handlers', async () => {
    const { at, taken } = await openGroup(() => new Promise(() => undefined));
    at(0).join({ [TOPIC]: [0, 1] });
    await at(0).fetch(TOPIC, 0, records(0, 1), 1);
    await at(0).fetch(TOPIC, 1, records(0, 1), 1);
    expect(taken).toEqual([]);
  });

  test('a commit that fails ends nothing and is made up for', async () => {
    const { at, advance, settle, consumers } = await openGroup();
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
    const { at, advance, settle, consumers, state, taken, health } = await openGroup();
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

  test('members that crashed soon because Kafka was going are no reason to doubt the one that joins when it is back', async () => {
    const { advance, consumers, state, health } = await openGroup();
    for (let member = 0; member < 3; member++) {
      consumers.at(-1)!.join({ [TOPIC]: [0] });
      consumers.at(-1)!.crash('connection lost');
      if (member === 2) state.down = true;
      await advance(1_000);
    }
    await advance(20_000);
    expect(health().state).toBe('away');
    state.down = false;
    await advance(10_000);
    consumers.at(-1)!.join({ [TOPIC]: [0] });
    expect(health().state).toBe('ok');
  });

  test('members that join and then crash, one after the other, are replaced more and more rarely, are away with why, and are told; one that lasts ends it', async () => {
    const lines: string[] = [];
    const note = (_fields: object, line: string): void => void lines.push(line);
    const log: Log = { ...silentLog, warn: note, info: note, child: () => log };
    const { at, advance, consumers, health } = await openGroup(undefined, log);
    const joinAndCrash = () => {
      consumers.at(-1)!.join({ [TOPIC]: [0] });
      consumers.at(-1)!.crash('LZ4 cannot be read here');
    };
    joinAndCrash();
    for (let ms = 0, seen = 1; ms < 60_000; ms += 100) {
      await advance(100);
      if (consumers.length === seen) continue;
      seen = consumers.length;
      joinAndCrash();
    }
    // After 200, 200, 400, 800, 1600, 3200 and 6400 ms, and then every 10 s.
    expect(consumers).toHaveLength(12);
    expect(lines).toHaveLength(3);
    expect(new Set(lines)).toEqual(new Set(['No messages are taken: Kafka at k:1 could not be used: LZ4 cannot be read here.']));
    await advance(10_000);
    at(12).join({ [TOPIC]: [0] });
    expect(health()).toMatchObject({ state: 'away', reason: 'Kafka cannot be reached' });
    await advance(9_000);
    at(12).beat();
    expect(health().state).toBe('away');
    await advance(1_000);
    at(12).beat();
    expect(health().state).toBe('ok');
    expect(lines.slice(3)).toEqual(['taking messages from Kafka again']);
  });

  test('a faulty record whose dead letter cannot be written is tried on, and health says so', async () => {
    const { at, advance, taken, health, store } = await openGroup();
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
    const { at, advance, consumers, state, health } = await openGroup();
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
    const { at, advance, health } = await openGroup();
    at(0).join({ [TOPIC]: [0] });
    await advance(16_000);
    expect(health()).toMatchObject({ state: 'away', reason: 'Kafka does not answer' });
  });

  test('what an ended consumer still says counts for nothing', async () => {
    const { at, advance, taken, consumers } = await openGroup();
    at(0).crash('gone');
    await advance(300);
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 1), 1);
    at(0).crash('again');
    await advance(10_000);
    expect(taken).toEqual([]);
    expect(consumers).toHaveLength(2);
  });

  test('a consumer that was replaced while it still connected does not become a second member', async () => {
    const { at, advance, settle, state, consumers } = await openGroup();
    at(0).join({ [TOPIC]: [0] });
    const connecting = Promise.withResolvers<void>();
    state.slow = connecting.promise;
    at(0).crash('connection lost');
    await advance(1_000);
    expect(consumers).toHaveLength(2);
    await advance(60_000);
    expect(consumers.length).toBeGreaterThan(2);
    connecting.resolve();
    await settle();
    expect(consumers.slice(1).map(({ running }) => running)).toEqual([...consumers.slice(2).map(() => false), true]);
  });

  test('a consumer that fell silent is replaced; one that beats stays', async () => {
    const { at, advance, consumers } = await openGroup();
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
    const { at, advance, health } = await openGroup((message) => (message.id === 'm1' ? new Promise(() => undefined) : Promise.resolve()));
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
    const { at, advance, taken, state, health } = await openGroup(() => held);
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

  test('starting waits for the group to form, over a first consumer that failed, but not for ever', async () => {
    const { at, started, advance } = await openGroup();
    let done = false;
    void started.then(() => (done = true));
    at(0).crash('the coordinator is loading');
    await advance(300);
    expect(done).toBe(false);
    at(1).join({ [TOPIC]: [0] });
    await advance(1);
    expect(done).toBe(true);
    const late = await openGroup();
    await late.advance(5_000);
    await late.started;
  });

  test('leaving commits what was done and tells the others', async () => {
    const { at, settle, group, stopping } = await openGroup();
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 2), 2);
    await settle();
    stopping.abort();
    await group.close(1_000);
    expect(at(0).commits).toMatchObject([{ offset: '2' }]);
    expect(at(0).disconnected).toBe(true);
  });
});
