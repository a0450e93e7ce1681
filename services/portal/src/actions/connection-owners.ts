import type { InternalApi } from '@portal-sync/auth';
import { connectionCard } from '@portal-sync/contracts';

/** Whose a connection is, for messages that name only the connection. */
export interface ConnectionOwners {
  /** The owner's user id in a list; empty when the connection is gone: then only admins are told. */
  of(connectionId: string): Promise<readonly string[]>;
}

const MOST = 10_000;

/** Asks the broker once per connection: an owner never changes. */
export function createConnectionOwners(broker: InternalApi): ConnectionOwners {
  const known = new Map<string, string>();
  return {
    async of(connectionId) {
      const owner = known.get(connectionId) ?? (await broker.get(`/internal/connections/${encodeURIComponent(connectionId)}`, connectionCard))?.userId;
      if (owner === undefined) return [];
      if (known.size >= MOST) known.clear();
      known.set(connectionId, owner);
      return [owner];
    },
  };
}
