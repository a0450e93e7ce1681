import type { Outbox } from '@portal-sync/store';
import type { Feed } from './catch-up.ts';

/** Reads outboxes of stores in the same process. */
export const localFeed = (outboxOf: (owner: string) => Pick<Outbox, 'readFrom' | 'heads'>): Feed => ({
  async readFrom(owner, partition, position, limit) {
    const outbox = outboxOf(owner);
    const messages = await outbox.readFrom(partition, position, limit);
    return { messages, head: (await outbox.heads())[partition] ?? 0 };
  },
});
