import { startKafka } from '@portal-sync/local-engines';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openKafkaBus } from './index.ts';
import { deps, freshPlace, noKafka, found, topicOf } from './testing/kafka-for-tests.ts';
import { message, openMemoryStore, placed, publish, taker } from './testing/owner-and-taker.ts';

const keys = Array.from({ length: 40 }, (_, at) => `key${at}`);
const wave = (from: number, to: number) => keys.flatMap((key) => Array.from({ length: to - from }, (_, at) => message(key, `${key}-${from + at}`)));

const patient = { timeout: 180_000, interval: 200 };

/** Ids of a key in the order in which they were first seen. */
const firstSeen = (ids: readonly string[], key: string) => [...new Set(ids.filter((id) => id.startsWith(`${key}-`)))];
const inOrder = (count: number, key: string) => Array.from({ length: count }, (_, at) => `${key}-${at}`);

describe.skipIf(noKafka)('members of one group', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  test('share the partitions; one that joins, one that leaves: nothing is lost, order is kept per key', async () => {
    const place = freshPlace();
    ends.push(() => place.dispose());
    const owner = await openMemoryStore('owner');
    const all: string[] = [];
    const member = async () => {
      const bus = await openKafkaBus(place.options);
      ends.push(() => bus.close({ drainMs: 0 }));
      const took = taker(await openMemoryStore('consumer'), (each) => void all.push(each.id));
      await bus.subscribe(took);
      return { bus, took };
    };
    const first = await member();
    await publish(first.bus, await placed(owner, wave(0, 20)));
    await first.took.until(() => first.took.ids.length >= 100);
    const second = await member();
    const later = (await placed(owner, wave(20, 40))).filter(({ message: { id } }) => Number(id.split('-')[1]) >= 20);
    await publish(second.bus, later);
    await second.took.until(() => second.took.ids.length >= 100);
    await first.bus.close();
    const third = (await placed(owner, wave(40, 60))).filter(({ message: { id } }) => Number(id.split('-')[1]) >= 40);
    await publish(second.bus, third);
    await second.took.until(() => new Set(all).size === keys.length * 60);
    for (const key of keys) expect(firstSeen(all, key)).toEqual(inOrder(60, key));
  });

  test('each can tell what the whole group has not handled', async () => {
    const place = freshPlace();
    ends.push(() => place.dispose());
    const held = Promise.withResolvers<void>();
    const member = async () => {
      const bus = await openKafkaBus(place.options);
      ends.push(() => bus.close({ drainMs: 0 }));
      const took = taker(await openMemoryStore('consumer'), () => held.promise);
      await bus.subscribe(took);
      return { bus, took };
    };
    const [first, second] = [await member(), await member()];
    await publish(first.bus, await placed(await openMemoryStore('owner'), wave(0, 5)));
    const lagAt = async ({ bus }: typeof first) => ((await bus.groupLag?.('consumer')) ?? []).reduce((sum, { lag }) => sum + lag, 0);
    await vi.waitFor(() => {
      for (const { bus } of [first, second]) expect(bus.health().lag['consumer']).toBeGreaterThan(0);
    }, patient);
    expect([await lagAt(first), await lagAt(second)]).toEqual([keys.length * 5, keys.length * 5]);
    held.resolve();
    await vi.waitFor(async () => expect(await lagAt(first)).toBe(0), patient);
    expect(new Set([...first.took.ids, ...second.took.ids]).size).toBe(keys.length * 5);
  });
});

// A broker that is killed must be this test's own.
describe.skipIf(noKafka || found.secured === undefined)('a broker that is killed in the middle of traffic', () => {
  test('comes back, and so do producer and consumers, by themselves: nothing lost, order kept per key', async () => {
    const kafka = await startKafka();
    const broker = kafka.brokers[0]!;
    const options = { ...deps, access: { brokers: [kafka.addresses] }, topics: ['things.v1'], topicOf };
    const bus = await openKafkaBus(options);
    try {
      const owner = await openMemoryStore('owner');
      const took = taker(await openMemoryStore('consumer'));
      await bus.subscribe(took);
      /** As a relay does: again until it is durable. */
      const publish = async (from: number, to: number) => {
        const messages = (await placed(owner, wave(from, to))).filter(({ message: { id } }) => Number(id.split('-')[1]) >= from);
        for (let tries = 0; ; tries++) {
          try {
            return await bus.publish(messages);
          } catch (error) {
            expect(error).toMatchObject({ code: 'unavailable' });
            if (tries > 100) throw error;
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        }
      };
      await publish(0, 10);
      await took.until(() => took.ids.length >= 50);
      const during = publish(10, 30);
      await broker.kill();
      expect(bus.health().state).not.toBe('stuck');
      await broker.start();
      await during;
      await publish(30, 40);
      await took.until(() => new Set(took.ids).size === keys.length * 40);
      for (const key of keys) expect(firstSeen(took.ids, key)).toEqual(inOrder(40, key));
    } finally {
      await bus.close({ drainMs: 0 });
      await kafka.stop();
    }
  });
});
