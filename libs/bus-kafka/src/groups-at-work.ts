import type { Log } from '@portal-sync/kernel';
import { createClient } from './create-client.ts';
import type { KafkaAccess } from './kafka-access.ts';
import { kafkaFailure } from './kafka-failure.ts';
import { DEFAULT_PREFIX } from './open-kafka-bus.ts';

/** The groups under `prefix` that have a member now, wherever it runs, without their prefix. Fails with `unavailable` when Kafka cannot be asked. */
export async function groupsAtWork({ access, prefix = DEFAULT_PREFIX, log }: { access: KafkaAccess; prefix?: string | undefined; log: Log }): Promise<readonly string[]> {
  const admin = createClient(access, `${prefix}operator`, log).admin();
  try {
    await admin.connect();
    const names = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((name) => name.startsWith(prefix));
    const { groups } = names.length === 0 ? { groups: [] } : await admin.describeGroups(names);
    return groups.filter(({ members }) => members.length > 0).map(({ groupId }) => groupId.slice(prefix.length)).toSorted();
  } catch (error) {
    throw kafkaFailure(error, access);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
