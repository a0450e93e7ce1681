import type { Log } from '@portal-sync/kernel';
import { createClient } from './create-client.ts';
import type { KafkaAccess } from './kafka-access.ts';
import { kafkaFailure } from './kafka-failure.ts';
import { DEFAULT_PREFIX } from './open-kafka-bus.ts';
import { withAdmin } from './with-admin.ts';

/** The groups under `prefix` that have a member now, wherever it runs, without their prefix. Fails with `unavailable` when Kafka cannot be asked. */
export const groupsAtWork = ({ access, prefix = DEFAULT_PREFIX, log }: { access: KafkaAccess; prefix?: string | undefined; log: Log }): Promise<readonly string[]> =>
  withAdmin(createClient(access, `${prefix}operator`, log), async (admin) => {
    const names = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((name) => name.startsWith(prefix));
    const { groups } = names.length === 0 ? { groups: [] } : await admin.describeGroups(names);
    return groups.filter(({ members }) => members.length > 0).map(({ groupId }) => groupId.slice(prefix.length)).toSorted();
  }).catch((error: unknown) => Promise.reject(kafkaFailure(error, access)));
