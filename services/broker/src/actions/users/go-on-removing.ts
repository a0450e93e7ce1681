import { userRemovedDone } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { connectionSlots, slotKey } from '../../repos/connection-slots.ts';
import { connections } from '../../repos/connections.ts';
import { userKey, users, type User } from '../../repos/users.ts';
import { send } from '../send.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/** The work of a person being removed: our own part is done when the last connection has gone. Woken by that, so it only looks. */
export async function goOnRemoving(deps: Deps, agencyId: string, userId: string): Promise<{ nextAt: number | null }> {
  await deps.store.transaction(async (tx) => {
    const user = await tx.get(users, userKey(agencyId, userId));
    if (user?.state !== 'removing' || !user.removal?.waitingFor.includes('broker')) return;
    if ((await tx.count(connections, { index: 'byUser', equals: [agencyId, userId] })) > 0) return;
    for (const slot of ['calendar', 'meet'] as const) await tx.remove(connectionSlots, slotKey(agencyId, userId, slot));
    send(tx, deps, userRemovedDone.broker, { agencyId, subjectId: userId, service: 'broker', count: 1 });
    await takeAnswer(tx, deps, user, 'broker', 1);
  });
  return { nextAt: null };
}

/** One owner has forgotten the person; when all have, so do we. Taking the same answer again changes nothing. */
export async function takeAnswer(tx: Transaction, deps: Deps, user: User, service: string, count: number): Promise<void> {
  if (user.removal === null || !user.removal.waitingFor.includes(service)) return;
  const waitingFor = user.removal.waitingFor.filter((other) => other !== service);
  const removed = { ...user.removal.removed, [service]: count };
  if (waitingFor.length > 0) {
    await tx.put(users, { ...user, removal: { ...user.removal, waitingFor, removed } });
    return;
  }
  await tx.remove(users, userKey(user.agencyId, user.id));
  await writeAudit(tx, deps, { agencyId: user.agencyId, kind: 'user.removed', actor: SYSTEM, userId: user.id, details: { ...removed } });
}
