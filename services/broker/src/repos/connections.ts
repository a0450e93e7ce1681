import { failureCause, product, type Connection as ConnectionShape } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, dueFields, type Reads } from '@portal-sync/store';
import { z } from 'zod';
import { shownState } from '../domain/grant/shown-state.ts';

/**
 * One person's consent for one product with one Google account.
 * Due: a removal that waits for the connector, a probe that was asked for, or a role that may have lost its right.
 */
export const connections = defineCollection({
  name: 'connections',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    product,
    state: z.enum(['live', 'broken', 'removing']),
    /** The agency excludes this person's role. Stands beside `state`, so that neither hides the other. */
    paused: z.boolean(),
    since: z.number(),
    cause: failureCause.nullable(),
    project: z.string(),
    sub: z.string(),
    /** Address of the Google account. */
    account: z.string(),
    scopes: z.object({ requested: z.array(z.string()), granted: z.array(z.string()), missing: z.array(z.string()) }),
    version: z.number().int(),
    madeAt: z.number(),
    removal: z.object({ googleEvents: z.enum(['keep', 'remove']), askedAt: z.number(), deadline: z.number() }).nullable(),
    /** When Google has to be asked whether the access still holds. */
    probeAt: z.number().nullable(),
    ...dueFields,
  }),
  key: (connection) => connection.id,
  indexes: {
    byAgency: { fields: ['agencyId', 'id'] },
    byUser: { fields: ['agencyId', 'userId', 'id'] },
    byGrant: { fields: ['project', 'sub'] },
  },
  due: true,
});
export type Connection = z.infer<typeof connections.schema>;

/** A connection of this agency, or AppError `not-found`: another agency's id is as good as none. */
export async function needConnection(reads: Reads, agencyId: string, connectionId: string): Promise<Connection> {
  const found = await reads.get(connections, connectionId);
  if (found === undefined || found.agencyId !== agencyId) throw new AppError('not-found');
  return found;
}

/** A connection as the API shows it. The Google account is for its person and for admins only. */
export const showConnection = (connection: Connection, maySeeAccount: boolean): ConnectionShape => ({
  id: connection.id,
  agencyId: connection.agencyId,
  userId: connection.userId,
  product: connection.product,
  state: shownState(connection),
  since: connection.since,
  cause: connection.cause,
  account: maySeeAccount ? connection.account : null,
  scopes: connection.scopes,
  version: connection.version,
  madeAt: connection.madeAt,
});
