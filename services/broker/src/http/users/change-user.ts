import { agencyCaller } from '@portal-sync/auth';
import { id, user, userChange, userChanged, type Caller } from '@portal-sync/contracts';
import { AppError, normalizeAddress } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { markDue, type Transaction } from '@portal-sync/store';
import { z } from 'zod';
import { actorOf, writeAudit } from '../../actions/audit/write-audit.ts';
import { send } from '../../actions/send.ts';
import type { Deps } from '../../deps.ts';
import { connections } from '../../repos/connections.ts';
import { needUser, userCardOf, users, type User } from '../../repos/users.ts';

export const changeUser = defineRoute({
  id: 'changeUser',
  method: 'PATCH',
  path: '/v1/users/{userId}',
  summary: 'Change a person',
  who: { admin: 'agency', platform: 'agency' },
  params: z.object({ userId: id }),
  body: userChange,
  answers: { 200: user },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { userId } = request.params;
    const change = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined)) as Partial<Pick<User, 'name' | 'email' | 'role' | 'contactId'>>;
    const emailKey = change.email === undefined ? undefined : normalizeAddress(change.email);
    if (change.email !== undefined && emailKey === undefined) throw new AppError('invalid', { issues: [{ path: 'body.email', message: 'is not an address' }] });
    if (change.role !== undefined && change.role !== 'admin') refuseOwn(request.caller, userId);
    const after = await deps.store.transaction(async (tx) => {
      const before = await needUser(tx, agencyId, userId);
      const changed = { ...before, ...change, emailKey: emailKey ?? before.emailKey, version: before.version + 1 };
      await tx.put(users, changed);
      if (changed.role !== before.role) await lookAtConnections(tx, deps, agencyId, userId);
      send(tx, deps, userChanged, { agencyId, userId, version: changed.version });
      await writeAudit(tx, deps, { agencyId, kind: 'user.changed', actor: actorOf(request.caller), userId, details: { fields: Object.keys(change) } });
      return changed;
    });
    return { status: 200, body: userCardOf(after) };
  },
});

/** An admin who takes the role from themselves, or removes themselves, might be the last. Another admin can do it. */
export function refuseOwn(caller: Caller, userId: string): void {
  if (caller.kind === 'user' && caller.userId === userId) throw new AppError('refused', { detail: 'Ask another admin to do this to your own account.' });
}

/** The new role may not be one that connects. */
async function lookAtConnections(tx: Transaction, deps: Deps, agencyId: string, userId: string): Promise<void> {
  const now = deps.clock.now();
  const { items } = await tx.find(connections, { index: 'byUser', equals: [agencyId, userId], limit: 100 });
  for (const connection of items) await tx.update(connections, connection.id, (kept) => markDue(kept, now, now));
}
