import type { Log } from '@portal-sync/kernel';
import type { Kafka } from 'kafkajs';
import type { Place } from './lanes.ts';
import { Seen } from './seen.ts';

export type SeenByPlace = (place: Place) => Seen;

/** Reads what a group is done with from beside its committed offsets. Where it cannot be read, nothing is known: messages may come twice then. */
export async function readSeen({ kafka, groupId, log }: { kafka: Kafka; groupId: string; log: Log }, places: readonly Place[]): Promise<SeenByPlace> {
  const texts = new Map<string, string | null>();
  const admin = kafka.admin();
  try {
    await admin.connect();
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...new Set(places.map((place) => place.topic))] })) {
      for (const { partition, metadata } of partitions) texts.set(`${topic}/${partition}`, metadata);
    }
  } catch (error) {
    log.debug({ error, groupId }, 'what a group is done with could not be read');
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
  return ({ topic, partition }) => new Seen(texts.get(`${topic}/${partition}`));
}
