import { z } from 'zod';
import { defineMessage } from '../define-message.ts';
import { failureCause, product } from '../product.ts';

const agencyId = z.string();
const about = { owner: 'broker', version: 1, nature: 'look-again' } as const;

/** Brand, hosts, roles that may connect, defaults or locale changed: read the agency again. */
export const agencyChanged = defineMessage({
  ...about, type: 'agency.changed', shape: { agencyId, version: z.number().int() }, key: (data) => data.agencyId,
});
/** The agency is going: every owner removes its records of it and answers with `agency.removed.done`. */
export const agencyRemoved = defineMessage({
  ...about, type: 'agency.removed', shape: { agencyId }, key: (data) => data.agencyId,
});
export const userChanged = defineMessage({
  ...about, type: 'user.changed', shape: { agencyId, userId: z.string(), version: z.number().int() }, key: (data) => data.agencyId,
});
export const userRemoved = defineMessage({
  ...about, type: 'user.removed', shape: { agencyId, userId: z.string() }, key: (data) => data.agencyId,
});

const connection = { agencyId, connectionId: z.string(), userId: z.string(), product };
const byConnection = (data: { connectionId: string }) => data.connectionId;

export const connectionMade = defineMessage({ ...about, type: 'connection.made', shape: connection, key: byConnection });
/** State, scopes or product changed (paused, resumed, reconnected, upgraded): read it again. */
export const connectionChanged = defineMessage({ ...about, type: 'connection.changed', shape: connection, key: byConnection });
/** Google refuses us; writes stop, data stays. */
export const connectionBroken = defineMessage({
  ...about, type: 'connection.broken', shape: { ...connection, cause: failureCause }, key: byConnection,
});
/** The person disconnects. The connector stops writing, removes what we put in Google if asked, and answers `connection.released`. */
export const connectionRemoving = defineMessage({
  ...about, type: 'connection.removing', shape: { ...connection, googleEvents: z.enum(['keep', 'remove']) }, key: byConnection,
});
export const connectionRemoved = defineMessage({ ...about, type: 'connection.removed', shape: connection, key: byConnection });
