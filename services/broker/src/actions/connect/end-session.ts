import { Secret } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { leaveGrant, newGrant } from '../../domain/grant/count-grant.ts';
import { connectSessions, type ConnectSession, type PendingConsent } from '../../repos/connect-sessions.ts';
import { grantKey, grants, sessionHolder } from '../../repos/grants.ts';
import { openPending } from './pending-secrets.ts';
import { planRevocation } from '../grant/plan-revocation.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/** Ends a session whose time is over: a pending consent is destroyed, and revoked if it was the last use of its account's grant. */
export async function endSession(deps: Deps, sessionId: string): Promise<{ nextAt: number | null }> {
  return deps.store.transaction(async (tx) => {
    const session = await tx.get(connectSessions, sessionId);
    if (session === undefined || session.state === 'redeemed' || session.state === 'ended') return { nextAt: null };
    if (session.expiresAt > deps.clock.now()) return { nextAt: session.expiresAt };
    await closeSession(tx, deps, session);
    return { nextAt: null };
  });
}

/** The same, now, whatever its time. */
export async function closeSession(tx: Transaction, deps: Deps, session: ConnectSession): Promise<void> {
  const last = session.pending === null ? false : await destroyPending(tx, deps, session, session.pending);
  await tx.put(connectSessions, { ...session, state: 'ended', pending: null, dueAt: null, againAt: null });
  await writeAudit(tx, deps, {
    agencyId: session.agencyId,
    kind: session.pending === null ? 'connect.never-came-back' : 'connect.consent-destroyed',
    actor: SYSTEM,
    userId: session.userId,
    connectionId: session.connectionId,
    details: { session: session.id, tries: session.tries, ...(session.pending === null ? {} : { lastOfGrant: last }) },
  });
}

async function destroyPending(tx: Transaction, deps: Deps, session: ConnectSession, pending: PendingConsent): Promise<boolean> {
  const { agencyId, userId } = session;
  const { project, sub } = pending;
  const id = deps.makeId();
  const { grant, last } = leaveGrant((await tx.get(grants, grantKey(project, sub))) ?? newGrant(project, sub), sessionHolder(session.id), id);
  await tx.put(grants, grant);
  if (!last) return false;
  const { refreshToken } = await openPending(deps, session, pending);
  await planRevocation(tx, deps, { id, agencyId, userId, subjectId: session.id, project, sub }, new Secret(refreshToken), deps.clock.now());
  return true;
}
