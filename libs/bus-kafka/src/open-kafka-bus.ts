import type { Bus, DeliverDeps, Subscription } from '@portal-sync/bus';
import { AppError } from '@portal-sync/kernel';
import { readHealth } from './bus-health.ts';
import { createClient } from './create-client.ts';
import { Group } from './group.ts';
import type { KafkaAccess } from './kafka-access.ts';
import { kafkaFailure } from './kafka-failure.ts';
import { Publisher } from './publisher.ts';
import { readGroupLag } from './read-group-lag.ts';
import type { TopicOptions } from './topics.ts';
import { ensureTopics } from './topics.ts';

export interface KafkaBusOptions extends DeliverDeps {
  readonly access: KafkaAccess;
  /** Stands before the names of topics and groups, so that several installations can share a cluster. Default `portal-sync.`. */
  readonly prefix?: string | undefined;
  /** Topics to make or check at once. */
  readonly topics: readonly string[];
  /** Name of the topic of a type of message. */
  readonly topicOf: (type: string) => string;
  /** How topics that are missing are made. */
  readonly newTopics?: TopicOptions | undefined;
}

const DRAIN_MS = 10_000;
export const DEFAULT_PREFIX = 'portal-sync.';

/** A bus on Kafka, its topics in order. Fails with `unavailable` and one clear sentence when Kafka cannot be used. */
export async function openKafkaBus(options: KafkaBusOptions): Promise<Bus> {
  const { access, clock, topicOf, newTopics = {}, prefix = DEFAULT_PREFIX } = options;
  const log = options.log.child({ part: 'bus' });
  const kafka = createClient(access, `${prefix}client`, log);
  const topicName = (type: string): string => `${prefix}${topicOf(type)}`;
  const topicsOf = ({ types }: Subscription): string[] => [...new Set(types.map(topicName))];
  const groups = new Map<string, Group>();
  const stopping = new AbortController();
  const inOrder = new Set<string>();
  let closing: Promise<void> | undefined;

  const asOurs = async <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => Promise.reject(kafkaFailure(error, access)));
  const refuseWhenClosed = (): void => {
    if (stopping.signal.aborted) throw new AppError('unavailable', { detail: 'The bus is closed.' });
  };
  /** Also for types that nobody declared: an outbox may hold messages of a newer version of its service. */
  const ensure = async (names: readonly string[]): Promise<void> => {
    const unknown = names.filter((name) => !inOrder.has(name));
    if (unknown.length === 0) return;
    await ensureTopics(kafka, unknown, newTopics, options.timers);
    for (const name of unknown) inOrder.add(name);
  };
  /** After a failure a topic may be gone: whoever needs it next looks again. */
  const doubt = (names: readonly string[]): void => {
    for (const name of names) inOrder.delete(name);
  };
  const publisher = new Publisher({ kafka, topicOf: topicName, ensure, doubt });

  await asOurs(ensure(options.topics.map((topic) => `${prefix}${topic}`)));

  return {
    async publish(messages) {
      refuseWhenClosed();
      if (messages.length > 0) await asOurs(publisher.publish(messages));
    },

    async subscribe(subscription: Subscription) {
      refuseWhenClosed();
      if (groups.has(subscription.group)) throw new AppError('internal', { detail: `The group ${subscription.group} is subscribed already.` });
      const topics = topicsOf(subscription);
      const group = new Group({ ...options, log, kafka, groupId: `${prefix}${subscription.group}`, topics, ensure: () => ensure(topics), doubt: () => doubt(topics), subscription, signal: stopping.signal, asOurs: (error) => kafkaFailure(error, access) });
      groups.set(subscription.group, group);
      await group.start();
    },

    async groupLag(name) {
      const group = groups.get(name);
      return group === undefined ? undefined : readGroupLag(kafka, options.timers, { group: name, groupId: `${prefix}${name}`, topics: topicsOf(group.subscription) });
    },

    health: () => readHealth([...groups.values()], clock.now(), stopping.signal.aborted),

    close(closeOptions) {
      closing ??= (async () => {
        stopping.abort();
        const drainMs = closeOptions?.drainMs ?? DRAIN_MS;
        await Promise.all([...groups.values()].map((group) => group.close(drainMs)));
        await publisher.close();
      })();
      return closing;
    },
  };
}
