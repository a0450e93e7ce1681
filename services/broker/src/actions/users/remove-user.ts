import { RECORD_OWNERS, userRemoved, type AuditRow } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { markDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { connectSessions } from '../../repos/connect-sessions.ts';
import { connections } from '../../repos/connections.ts';
import { invitations } from '../../repos/invitations.ts';
import { userKey, users, type User } from '../../repos/users.ts';
import { beginRemoval } from '../connection/begin-removal.ts';
import { closeSession } from '../connect/end-session.ts';
import { endFamiliesOf } from '../sign-in/end-families.ts';
import { send } from '../send.ts';
import { writeAudit } from '../audit/write-audit.ts';

const MANY = 1000;

/** Begins the removal of a person: their sessions end, their connections leave, everybody is asked to forget them. What names them goes now. */
export async function removeUser(deps: Deps, asked: { agencyId: string; userId: string; actor: AuditRow['actor'] }): Promise<User> {
  const { agencyId, userId, actor } = asked;
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const user = await tx.get(users, userKey(agencyId, userId));
    if (user === undefined) throw new AppError('not-found');
    if (user.state === 'removing') return user;
    const leaving: User = {
      ...markDue(user, now, now),
      state: 'removing',
      name: '',
      email: '',
      emailKey: '',
      sub: null,
      contactId: null,
      version: user.version + 1,
      removal: { askedAt: now, waitingFor: [...RECORD_OWNERS], removed: {} },
    };
    await tx.put(users, leaving);
    await leaveEverything(tx, deps, asked);
    send(tx, deps, userRemoved, { agencyId, userId });
    await writeAudit(tx, deps, { agencyId, kind: 'user.removing', actor, userId });
    return leaving;
  });
}

async function leaveEverything(tx: Transaction, deps: Deps, { agencyId, userId, actor }: { agencyId: string; userId: string; actor: AuditRow['actor'] }): Promise<void> {
  await endFamiliesOf(tx, deps, agencyId, userId);
  const mine = { equals: [agencyId, userId], limit: MANY };
  for (const invitation of (await tx.find(invitations, { index: 'byUser', ...mine })).items) await tx.remove(invitations, invitation.id);
  for (const session of (await tx.find(connectSessions, { index: 'byUser', ...mine })).items) {
    if (session.state === 'open' || session.state === 'pending') await closeSession(tx, deps, session);
  }
  for (const connection of (await tx.find(connections, { index: 'byUser', ...mine })).items) {
    await beginRemoval(tx, deps, connection, { googleEvents: 'remove', actor });
  }
}
