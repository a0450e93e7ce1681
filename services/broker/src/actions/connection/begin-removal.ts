import { connectionRemoving, type AuditRow } from '@portal-sync/contracts';
import { markDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import { about } from './connection-message.ts';
import { send } from '../send.ts';
import { writeAudit } from '../audit/write-audit.ts';

/** The connector has this long to let go, ms; then it goes on without. */
export const RELEASE_MS = 10 * 60_000;

/** Begins the conversation that ends a connection. Running it again changes nothing: the first wish stands. */
export async function beginRemoval(
  tx: Transaction,
  deps: Deps,
  connection: Connection,
  wish: { googleEvents: 'keep' | 'remove'; actor: AuditRow['actor'] },
): Promise<Connection> {
  if (connection.state === 'removing') return connection;
  const now = deps.clock.now();
  const deadline = now + RELEASE_MS;
  const leaving = await tx.update(connections, connection.id, (kept) => ({
    ...markDue(kept, deadline, now),
    state: 'removing' as const,
    since: now,
    removal: { googleEvents: wish.googleEvents, askedAt: now, deadline },
    probeAt: null,
    version: kept.version + 1,
  }));
  send(tx, deps, connectionRemoving, { ...about(leaving), googleEvents: wish.googleEvents });
  await writeAudit(tx, deps, {
    agencyId: leaving.agencyId,
    kind: 'connection.removing',
    actor: wish.actor,
    userId: leaving.userId,
    connectionId: leaving.id,
    details: { googleEvents: wish.googleEvents },
  });
  return leaving;
}
