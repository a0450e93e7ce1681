import type { AgencyCaller, Who } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Reads } from '@portal-sync/store';
import { needConnection, type Connection } from '../../repos/connections.ts';

/** Admins and the agency's own system reach every connection of the agency, the others their own. */
export const CONNECTION_WHO = { admin: 'agency', platform: 'agency', staff: 'own', client: 'own', prospect: 'own' } as const satisfies Who;

/** The connection, if the caller reaches it; AppError `not-found` otherwise, as if there were none. */
export async function reachConnection(reads: Reads, caller: AgencyCaller, reach: 'open' | 'own' | 'agency', connectionId: string): Promise<Connection> {
  const found = await needConnection(reads, caller.agencyId, connectionId);
  const own = caller.kind === 'user' && caller.userId === found.userId;
  if (reach !== 'agency' && !own) throw new AppError('not-found');
  return found;
}

/** The Google account's address is for its person and for admins. */
export const seesAccount = (caller: AgencyCaller, connection: Connection): boolean =>
  caller.kind === 'user' && (caller.role === 'admin' || caller.userId === connection.userId);
