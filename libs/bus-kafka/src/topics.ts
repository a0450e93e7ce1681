import type { Timers } from '@portal-sync/kernel';
import { engineTrouble, PARTITIONS, sleep } from '@portal-sync/kernel';
import type { Admin, Kafka } from 'kafkajs';
import kafkajs from 'kafkajs';
import { withAdmin } from './with-admin.ts';

export interface TopicOptions {
  /** Copies of every record; the cluster's own default when not set. With three or more, two must have a record before it counts. */
  readonly replicas?: number | undefined;
  /** How long records are kept, ms. */
  readonly retentionMs?: number | undefined;
}

/** What follows from a message must have been done by then; owners' outboxes keep it longer. */
const RETENTION_MS = 7 * 24 * 3_600_000;
/** Messages carry ids and are small; the port promises a megabyte. */
const MAX_MESSAGE_BYTES = 2_000_000;
const TRIES = 50;
/** Codecs that kafkajs brings; a batch in another one would end its consumers. */
const READABLE = ['producer', 'uncompressed', 'gzip'];

/**
 * Makes the topics that are missing and checks those that are there. Several processes may do so at once.
 * Fails with `unavailable` and a sentence for the operator when a topic cannot serve.
 */
export const ensureTopics = (kafka: Kafka, names: readonly string[], options: TopicOptions, timers: Timers): Promise<void> =>
  withAdmin(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = names.filter((name) => !existing.has(name));
    if (missing.length > 0) await create(admin, missing, options);
    await checkPartitions(admin, names, timers);
    // Also of those that were missing a moment ago: somebody else may have made them.
    await checkCodecs(admin, names);
  });

async function create(admin: Admin, names: readonly string[], { replicas = -1, retentionMs = RETENTION_MS }: TopicOptions): Promise<void> {
  const settings: Readonly<Record<string, number | string>> = {
    'compression.type': 'uncompressed',
    'max.message.bytes': MAX_MESSAGE_BYTES,
    'retention.ms': retentionMs,
    ...(replicas >= 3 ? { 'min.insync.replicas': 2 } : {}),
  };
  const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value: String(value) }));
  await admin.createTopics({ topics: names.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: replicas, configEntries })), timeout: 10_000, waitForLeaders: false });
}

async function checkPartitions(admin: Admin, names: readonly string[], timers: Timers): Promise<void> {
  const topics = await describe(admin, names, timers);
  for (const { name, partitions } of topics) {
    if (partitions.length >= PARTITIONS) continue;
    throw engineTrouble({ sentence: `The topic ${name} has ${partitions.length} partitions and needs ${PARTITIONS}: raise their number.`, reason: 'a topic at Kafka has too few partitions' });
  }
}

/** A topic that was just made is not known to every broker at once. */
async function describe(admin: Admin, names: readonly string[], timers: Timers): Promise<Awaited<ReturnType<Admin['fetchTopicMetadata']>>['topics']> {
  for (let tries = 1; ; tries++) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
      const leaderless = topics.find(({ partitions }) => partitions.some(({ leader }) => leader < 0));
      if (leaderless === undefined) return topics;
      if (tries >= TRIES) {
        throw engineTrouble({ sentence: `The topic ${leaderless.name} has a partition without a leader: a broker that keeps it is away.`, reason: 'a topic at Kafka has no leader' });
      }
    } catch (error) {
      if (tries >= TRIES) throw error;
    }
    await sleep(timers, 100);
  }
}

async function checkCodecs(admin: Admin, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const resources = names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames: ['compression.type'] }));
  // A user who may not read settings may still use the topic.
  const described = await admin.describeConfigs({ includeSynonyms: false, resources }).catch(() => ({ resources: [] }));
  for (const { resourceName, configEntries } of described.resources) {
    const codec = configEntries?.find(({ configName }) => configName === 'compression.type')?.configValue ?? 'producer';
    if (READABLE.includes(codec)) continue;
    throw engineTrouble({
      sentence: `The topic ${resourceName} is compressed with ${codec}, which cannot be read here: set its compression.type to uncompressed or gzip.`,
      reason: 'a topic at Kafka is compressed in a way that cannot be read',
    });
  }
}
