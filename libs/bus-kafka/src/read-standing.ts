import type { Log } from '@portal-sync/kernel';
import type { Kafka } from 'kafkajs';
import type { Place } from './lanes.ts';
import { Seen } from './seen.ts';
import { withAdmin } from './with-admin.ts';

/** How far a group is with a partition, as Kafka knows it. */
export interface Standing {
  /** What it is done with. */
  readonly seen: Seen;
  /** The offset where it goes on; undefined where nothing was committed. */
  readonly next: number | undefined;
}
/** Undefined where it could not be read. */
export type StandingByPlace = (place: Place) => Standing | undefined;

/** Reads how far a group is from its committed offsets and what stands beside them. Where that cannot be read, messages may come twice. */
export async function readStanding({ kafka, groupId, log }: { kafka: Kafka; groupId: string; log: Log }, places: readonly Place[]): Promise<StandingByPlace> {
  const committed = new Map<string, { offset: string; metadata: string | null }>();
  try {
    const topics = [...new Set(places.map((place) => place.topic))];
    for (const { topic, partitions } of await withAdmin(kafka, (admin) => admin.fetchOffsets({ groupId, topics }))) {
      for (const { partition, offset, metadata } of partitions) committed.set(`${topic}/${partition}`, { offset, metadata });
    }
  } catch (error) {
    log.debug({ error, groupId }, 'how far a group is could not be read');
    return () => undefined;
  }
  return ({ topic, partition }) => {
    const { offset, metadata } = committed.get(`${topic}/${partition}`) ?? {};
    // Kafka says -1 where nothing was committed.
    return { seen: new Seen(metadata), next: offset === undefined || Number(offset) < 0 ? undefined : Number(offset) };
  };
}
