import type { LagPlace } from '@portal-sync/bus';
import { AppError, sleep, type Timers } from '@portal-sync/kernel';
import type { Kafka } from 'kafkajs';
import { withAdmin } from './with-admin.ts';

export interface LagAsk {
  readonly group: string;
  /** The group's name at Kafka. */
  readonly groupId: string;
  readonly topics: readonly string[];
}

/** kafkajs waits for a minute and more for a broker that does not answer; whoever asks wants to know that, and the rest. */
const ANSWER_MS = 3_000;

/** What all processes of a group together have not handled, by what they committed: a moment behind what they did. `unavailable` when Kafka does not say so in time. */
export function readGroupLag(kafka: Kafka, timers: Timers, ask: LagAsk): Promise<readonly LagPlace[]> {
  const late = sleep(timers, ANSWER_MS).then(() => Promise.reject(new AppError('unavailable', { detail: 'Kafka does not answer.' })));
  return Promise.race([readPlaces(kafka, ask), late]);
}

const readPlaces = (kafka: Kafka, { group, groupId, topics }: LagAsk): Promise<readonly LagPlace[]> =>
  withAdmin(kafka, async (admin) => {
    const places: LagPlace[] = [];
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics: [...topics] })) {
      const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
      for (const { partition, offset } of partitions) {
        const { low = '0', high = '0' } = ends.get(partition) ?? {};
        // Nothing committed (-1), or what was committed is not kept any more: it goes on with the first that is there.
        const lag = Number(high) - Math.max(Number(low), Number(offset));
        if (lag > 0) places.push({ group, source: topic, partition, lag });
      }
    }
    return places;
  });
