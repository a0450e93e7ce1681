import { Secret } from '@portal-sync/kernel';
import type { Admin } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KafkaBusOptions } from './index.ts';
import { openKafkaBus } from './index.ts';
import { found, freshPlace, noKafka } from './testing/kafka-for-tests.ts';
import { message, openMemoryStore, placed, publish, taker } from './testing/owner-and-taker.ts';

const failure = async (options: KafkaBusOptions): Promise<{ code?: string; message: string }> => {
  try {
    await (await openKafkaBus(options)).close();
  } catch (error) {
    return error as Error;
  }
  return { message: 'it opened' };
};

describe('a Kafka that cannot be used at start', () => {
  test('is one sentence that says where nobody answered', async () => {
    const { options } = freshPlace();
    expect(await failure({ ...options, access: { brokers: ['127.0.0.1:5549'] } })).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^Kafka at 127\.0\.0\.1:5549 could not be used: .*ECONNREFUSED.*\.$/) as string,
    });
  });
});

// A Kafka of somebody's own says nothing of its secured side.
describe.skipIf(noKafka || found.secured === undefined)('a secured Kafka', () => {
  const secured = (change: { password?: string; mechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512'; ca?: string } = {}) => {
    const { addresses, username, password, certificate } = found.secured!;
    const sasl = { mechanism: change.mechanism ?? ('plain' as const), username, password: new Secret(change.password ?? password) };
    return { brokers: addresses.split(','), tls: { ca: change.ca ?? certificate }, sasl };
  };
  let place: ReturnType<typeof freshPlace>;
  beforeEach(() => {
    place = freshPlace();
  });
  afterEach(() => place.dispose());

  test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('lets in by TLS and a password shown by %s', async (mechanism) => {
    const bus = await openKafkaBus({ ...place.options, access: secured({ mechanism }) });
    const [owner, consumer] = [await openMemoryStore('owner'), await openMemoryStore('consumer')];
    const took = taker(consumer);
    await bus.subscribe(took);
    await publish(bus, await placed(owner, [message('k', 'm1')]));
    await took.until(() => took.ids.length === 1);
    await bus.close();
  });

  test.each(['plain', 'scram-sha-512'] as const)('a wrong password by %s is one sentence without the password', async (mechanism) => {
    const seen = await failure({ ...place.options, access: secured({ mechanism, password: 'canary-4711' }) });
    expect(seen).toMatchObject({ code: 'unavailable', message: `Kafka at ${found.secured!.addresses} refused the user name or password.` });
    expect(JSON.stringify(seen)).not.toContain('canary-4711');
  });

  test('a certificate that nobody vouches for is refused', async () => {
    const { ca: _none, ...access } = { ...secured(), tls: {}, ca: '' };
    expect((await failure({ ...place.options, access })).message).toMatch(/could not be used: .*certificate/);
  });
});

describe.skipIf(noKafka)('topics at start', () => {
  let place: ReturnType<typeof freshPlace>;
  let admin: Admin;
  beforeEach(async () => {
    place = freshPlace();
    admin = place.kafka.admin();
    await admin.connect();
  });
  afterEach(async () => {
    await admin.disconnect();
    await place.dispose();
  });
  const topic = () => `${place.prefix}things.v1`;

  test('are made with their partitions, uncompressed, once, by however many start at the same moment', async () => {
    const buses = await Promise.all([openKafkaBus(place.options), openKafkaBus(place.options), openKafkaBus(place.options)]);
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic()] });
    expect(topics[0]?.partitions).toHaveLength(12);
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic(), configNames: ['compression.type'] }] });
    expect(resources[0]?.configEntries).toMatchObject([{ configValue: 'uncompressed' }]);
    await Promise.all(buses.map((bus) => bus.close()));
  });

  test('with too few partitions are refused by name, with what to do; done that, they serve', async () => {
    await admin.createTopics({ topics: [{ topic: topic(), numPartitions: 4 }], waitForLeaders: false });
    expect(await failure(place.options)).toMatchObject({
      code: 'unavailable',
      message: `The topic ${topic()} has 4 partitions and needs 12: raise their number.`,
    });
    await admin.createPartitions({ topicPartitions: [{ topic: topic(), count: 12 }] });
    expect((await failure(place.options)).message).toBe('it opened');
  });

  test('in a codec that cannot be read here are refused by name', async () => {
    await admin.createTopics({ topics: [{ topic: topic(), numPartitions: 12, configEntries: [{ name: 'compression.type', value: 'zstd' }] }], waitForLeaders: false });
    expect(await failure(place.options)).toMatchObject({ code: 'unavailable', message: expect.stringContaining(`The topic ${topic()} is compressed with zstd`) as string });
  });
});
