import { zstdCompressSync } from 'node:zlib';
import { catchUp, deadLetters, localFeed } from '@portal-sync/bus';
import { AppError, partitionOf, silentLog, type Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { Message } from 'kafkajs';
import kafkajs from 'kafkajs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openKafkaBus } from './index.ts';
import { writeRecord } from './record.ts';
import { freshPlace, noKafka } from './testing/kafka-for-tests.ts';
import { message, openMemoryStore, placed, publish, taker } from './testing/owner-and-taker.ts';
import { withAdmin } from './with-admin.ts';

describe.skipIf(noKafka)('what somebody else wrote, or took away', () => {
  let place: ReturnType<typeof freshPlace>;
  let owner: Store;
  let consumer: Store;
  beforeEach(async () => {
    place = freshPlace();
    [owner, consumer] = await Promise.all([openMemoryStore('owner'), openMemoryStore('consumer')]);
  });
  afterEach(() => place.dispose());

  const topic = () => `${place.prefix}things.v1`;
  const write = async (messages: Message[], compression = kafkajs.CompressionTypes.None) => {
    const producer = place.kafka.producer({ createPartitioner: () => ({ message: each }) => each.partition ?? 0 });
    await producer.connect();
    await producer.send({ topic: topic(), messages, compression });
    await producer.disconnect();
  };
  const good = (id: string, position: number): Message => {
    const { headers, ...record } = writeRecord({ owner: 'owner', partition: partitionOf('k'), position, message: message('k', id) });
    return { ...record, headers: { ...headers } };
  };
  const letters = async () => (await consumer.find(deadLetters, { index: 'byState', equals: ['dead'] })).items;

  test('invalid JSON goes to the dead letters with its origin and the path, never the value; the next message comes', async () => {
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    await write([{ ...good('bad', 7), value: '{"name":"Ann' }, good('good', 8)]);
    await took.until(() => took.ids.includes('good'));
    const found = await letters();
    expect(found).toMatchObject([{ owner: 'owner', partition: partitionOf('k'), position: 7, type: 'thing.changed', attempts: 1, issues: [{ path: 'data', message: 'no JSON' }] }]);
    expect(JSON.stringify(found)).not.toContain('Ann');
    await bus.close();
  });

  test('a record that is no message at all goes to the dead letters; one of a type not taken passes by', async () => {
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    const other = good('other', 3);
    await write([{ key: 'k', value: 'hello', partition: partitionOf('k') }, { ...other, headers: { ...other.headers, ce_type: 'thing.invented' } }, good('good', 8)]);
    await took.until(() => took.ids.includes('good'));
    expect(took.ids).toEqual(['good']);
    expect(await letters()).toMatchObject([{ owner: `kafka:${topic()}`, position: 0, type: '' }]);
    await bus.close();
  });

  test('a record whose place is nonsense is a dead letter under its offset, and the next message comes', async () => {
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    const bad = good('bad', 7);
    await write([{ ...bad, headers: { ...bad.headers, 'outbox-position': '1.5' } }, good('good', 8)]);
    await took.until(() => took.ids.includes('good'));
    expect(took.ids).toEqual(['good']);
    expect(await letters()).toMatchObject([{ owner: `kafka:${topic()}`, position: 0, type: 'thing.changed', issues: [{ path: 'headers.outbox-position' }] }]);
    await bus.close();
  });

  test('a message of a newer producer arrives with what it adds; what its reader cannot take is a dead letter', async () => {
    const bus = await openKafkaBus(place.options);
    const seen: unknown[] = [];
    const took = taker(consumer, (each) => {
      seen.push(each);
      if (each.id === 'too new') throw new AppError('invalid', { issues: [{ path: 'data.kind', message: 'invalid_value' }] });
    });
    await bus.subscribe(took);
    const newer = good('newer', 1);
    await write([{ ...newer, value: '{"added":1}', headers: { ...newer.headers, ce_dataversion: '9', ce_region: 'eu' } }, good('too new', 2), good('good', 3)]);
    await took.until(() => took.ids.includes('good'));
    expect(seen[0]).toMatchObject({ id: 'newer', dataversion: 9, region: 'eu', data: { added: 1 } });
    expect(await letters()).toMatchObject([{ position: 2, issues: [{ path: 'data.kind' }] }]);
    await bus.close();
  });

  test('records compressed with gzip are read', async () => {
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    await write([good('a', 1), good('b', 2)], kafkajs.CompressionTypes.GZIP);
    await took.until(() => took.ids.length === 2);
    await bus.close();
  });

  test('a message of a type that nobody declared gets its topic and waits for whoever will take it', async () => {
    const bus = await openKafkaBus(place.options);
    await publish(bus, await placed(owner, [message('k', 'm1', { type: 'whim.had' })]));
    const took = { ...taker(consumer), types: ['whim.had'] };
    const arrived = new Promise<string>((resolve) => {
      void bus.subscribe({ ...took, handle: async (each) => resolve(each.id) });
    });
    expect(await arrived).toBe('m1');
    await bus.close();
  });

  test('messages published again after a crash of the relay reach no handler twice, nor after a new start', async () => {
    const messages = await placed(owner, [message('k', 'm0'), message('k', 'm1')]);
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    await publish(bus, messages);
    await publish(bus, messages);
    await publish(bus, (await placed(owner, [message('k', 'm2')])).slice(-1));
    await took.until(() => took.ids.includes('m2'));
    await bus.close();
    const next = await openKafkaBus(place.options);
    const tookNext = taker(consumer);
    await next.subscribe(tookNext);
    await next.publish(messages);
    await next.publish((await placed(owner, [message('k', 'm3')])).slice(-1));
    await tookNext.until(() => tookNext.ids.includes('m3'));
    expect([took.ids, tookNext.ids]).toEqual([['m0', 'm1', 'm2'], ['m3']]);
    await next.close();
  });

  /** A bus whose reader took its first message, m0. */
  const tookOne = async () => {
    const bus = await openKafkaBus(place.options);
    const took = taker(consumer);
    await bus.subscribe(took);
    await publish(bus, await placed(owner, [message('k', 'm0')]));
    await took.until(() => took.ids.length === 1);
    return { bus, took };
  };
  const emptyTopic = () => withAdmin(place.kafka, async (admin) => {
    // Right after a topic was made, a partition may still have no leader: Kafka refuses both questions until it has.
    const soon = { timeout: 180_000, interval: 100 };
    const offsets = await vi.waitFor(() => admin.fetchTopicOffsets(topic()), soon);
    const partitions = offsets.filter(({ high }) => Number(high) > 0).map(({ partition, high }) => ({ partition, offset: high }));
    await vi.waitFor(() => admin.deleteTopicRecords({ topic: topic(), partitions }), soon);
  });
  const catchUpNow = (subscription: ReturnType<typeof taker>) =>
    catchUp({ feed: localFeed(() => owner.outbox), owner: 'owner', subscription, clock: { now: () => 5 }, log: silentLog });

  test('a topic emptied by retention before it was read is made good by catching up, and what comes later arrives', async () => {
    const bus = await openKafkaBus(place.options);
    const all = ['a', 'b', 'c', 'd'].map((key) => message(key, key));
    await publish(bus, await placed(owner, all));
    await emptyTopic();
    const took = taker(consumer);
    await bus.subscribe(took);
    await publish(bus, (await placed(owner, [message('later', 'later')])).filter((each) => each.message.id === 'later'));
    await took.until(() => took.ids.includes('later'));
    expect(took.ids).toEqual(['later']);
    expect(await catchUpNow(took)).toEqual({ handled: 5, failed: [] });
    expect(took.ids.slice(1).toSorted()).toEqual(['a', 'b', 'c', 'd', 'later']);
    await bus.close();
  });

  test('a topic deleted while it is used is made again, and what is sent later arrives', async () => {
    const { bus, took } = await tookOne();
    await withAdmin(place.kafka, (admin) => admin.deleteTopics({ topics: [topic()] }));
    const later = (await placed(owner, [message('k', 'm1')])).slice(-1);
    await publish(bus, later);
    await took.until(() => took.ids.includes('m1'));
    expect(took.ids).toEqual(['m0', 'm1']);
    await bus.close();
  });

  test('records in a codec that cannot be read are told of; once they are deleted what comes later arrives', async () => {
    const lines: string[] = [];
    const log: Log = { ...silentLog, warn: (_fields, line) => void lines.push(line), child: () => log };
    // As its writers compress it.
    await withAdmin(place.kafka, (admin) => admin.createTopics({ topics: [{ topic: topic(), numPartitions: 12 }], waitForLeaders: false }));
    const bus = await openKafkaBus({ ...place.options, log, random: { ...place.options.random, unit: () => 0 } });
    const { ZSTD } = kafkajs.CompressionTypes;
    const unreadable = kafkajs.CompressionCodecs[ZSTD];
    kafkajs.CompressionCodecs[ZSTD] = () => ({ compress: async ({ buffer }: { buffer: Buffer }) => zstdCompressSync(buffer) });
    await write([good('lost', 1)], ZSTD);
    kafkajs.CompressionCodecs[ZSTD] = unreadable;
    const took = taker(consumer);
    await bus.subscribe(took);
    await vi.waitFor(() => expect(lines).toEqual([expect.stringMatching(/^No messages are taken: .* holds records that cannot be read here: ZSTD/)]), { timeout: 180_000, interval: 100 });
    await emptyTopic();
    await write([good('good', 2)]);
    await took.until(() => took.ids.length > 0);
    expect(took.ids).toEqual(['good']);
    await bus.close();
  });

  test('a reader whose place was emptied meanwhile goes on with what comes', async () => {
    const { bus } = await tookOne();
    await bus.close();
    const between = await openKafkaBus(place.options);
    await publish(between, (await placed(owner, [message('k', 'm1'), message('k', 'm2')])).slice(-2));
    await emptyTopic();
    await publish(between, (await placed(owner, [message('k', 'm3')])).slice(-1));
    const next = taker(consumer);
    await between.subscribe(next);
    await next.until(() => next.ids.includes('m3'));
    expect(next.ids).toEqual(['m3']);
    await catchUpNow(next);
    expect(next.ids).toEqual(['m3', 'm0', 'm1', 'm2', 'm3']);
    await between.close();
  });

  test('a group that starts anew gets what Kafka still has; what it has no more comes by catching up', async () => {
    const bus = await openKafkaBus(place.options);
    await publish(bus, await placed(owner, [message('k', 'old')]));
    await emptyTopic();
    await publish(bus, (await placed(owner, [message('k', 'kept')])).slice(-1));
    const anew = { ...taker(consumer), group: 'anew' };
    await bus.subscribe(anew);
    await anew.until(() => anew.ids.includes('kept'));
    await catchUpNow(anew);
    expect(anew.ids).toEqual(['kept', 'old', 'kept']);
    await bus.close();
  });
});
