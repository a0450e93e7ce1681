import { createManualTime } from '@portal-sync/tooling';
import type { Kafka } from 'kafkajs';
import { expect, test } from 'vitest';
import { ensureTopics } from './topics.ts';

test('a topic one of whose partitions has no leader is told of by name, after a while', async () => {
  const time = createManualTime();
  const partitions = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, leader: partitionId === 7 ? -1 : 1 }));
  const admin = {
    connect: async () => undefined,
    disconnect: async () => undefined,
    listTopics: async () => ['things.v1'],
    fetchTopicMetadata: async () => ({ topics: [{ name: 'things.v1', partitions }] }),
  };
  const kafka = { admin: () => admin } as unknown as Kafka;
  const ensuring = expect(ensureTopics(kafka, ['things.v1'], {}, time.timers)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The topic things.v1 has a partition without a leader: a broker that keeps it is away.',
  });
  await time.advance(10_000);
  await ensuring;
});
