import type { Log } from '@portal-sync/kernel';
import type { Kafka } from 'kafkajs';
import type { Lane } from './lane.ts';
import { withAdmin } from './with-admin.ts';

/** A lane that fetches nothing for a while learns nothing of what comes: asks Kafka where its partition ends. Never fails. */
export async function readEnds({ kafka, log }: { kafka: Kafka; log: Log }, lanes: readonly Lane[]): Promise<void> {
  try {
    await withAdmin(kafka, async (admin) => {
      for (const topic of new Set(lanes.map((lane) => lane.topic))) {
        const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
        for (const lane of lanes) if (lane.topic === topic) lane.head = Math.max(lane.head, ends.get(lane.partition) ?? 0);
      }
    });
  } catch (error) {
    log.debug({ error }, 'where partitions end could not be read');
  }
}
