import { groupsAtWork, openKafkaBus, type KafkaAccess } from '@portal-sync/bus-kafka';
import { TOPICS, topicOf } from '@portal-sync/contracts';
import { openMongoStore, type MongoOptions } from '@portal-sync/store-mongo';
import type { EngineDeps, Engines } from './engines.ts';
import { enginesOf } from './engines-of.ts';
import { openPatientBus } from './patient-bus.ts';

/** Engines of their own: a MongoDB replica set and a Kafka, which any number of processes share. */
export interface RealEngines {
  readonly kind: 'real';
  /** `prefix` stands before the names of databases; default `portal_sync_`. */
  readonly mongo: Omit<MongoOptions, keyof EngineDeps>;
  /** `prefix` stands before the names of topics and groups; default `portal-sync.`. `replicas`: copies of new topics, else the cluster's default. */
  readonly kafka: KafkaAccess & { readonly prefix?: string | undefined; readonly replicas?: number | undefined };
}

/** The bus is there at once, also while Kafka is not; stores are opened as they are asked for, and fail with `unavailable` in one sentence that says where and why. */
export function openRealEngines({ mongo, kafka, clock, timers, random, log }: RealEngines & EngineDeps): Engines {
  const deps = { clock, timers, random, log };
  const { prefix, replicas, ...access } = kafka;
  const bus = openPatientBus({
    ...deps,
    place: `Kafka at ${kafka.brokers.join(', ')}`,
    engine: 'Kafka',
    open: () => openKafkaBus({ ...deps, access, prefix, topics: TOPICS, topicOf, newTopics: { replicas } }),
  });
  return enginesOf({ bus, open: openMongoStore({ ...deps, ...mongo }), atWork: () => groupsAtWork({ access, prefix, log }) });
}
