import type { Connection } from '../../repos/connections.ts';

/** What every message about a connection names. */
export const about = (connection: Connection) => ({
  agencyId: connection.agencyId,
  connectionId: connection.id,
  userId: connection.userId,
  product: connection.product,
});
