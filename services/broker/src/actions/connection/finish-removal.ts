import { connectionRemoved } from '@portal-sync/contracts';
import { markDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { leaveGrant, newGrant } from '../../domain/grant/count-grant.ts';
import { slotOf, subHashOf } from '../../domain/connect/slot-of.ts';
import { connectionSlots, slotKey } from '../../repos/connection-slots.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import { connectionHolder, grantKey, grants } from '../../repos/grants.ts';
import { userKey, users } from '../../repos/users.ts';
import { tokenPlace, vaultEntries } from '../../repos/vault-entries.ts';
import { about } from './connection-message.ts';
import { planRevocation } from '../grant/plan-revocation.ts';
import { send } from '../send.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/**
 * Ends a connection that is being removed: its tokens are destroyed, the last holder's grant goes to be revoked, its slot is free.
 * `by`: whether the connector let go, or its time was over. Running it again does nothing.
 */
export async function finishRemoval(deps: Deps, connectionId: string, by: 'released' | 'deadline'): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const connection = await tx.get(connections, connectionId);
    if (connection?.state !== 'removing') return;
    const last = await leaveWithTokens(tx, deps, connection);
    await tx.remove(connections, connection.id);
    await freeSlot(tx, connection);
    // Whose removal begins meanwhile counts on being woken by this.
    const person = await tx.guard(users, userKey(connection.agencyId, connection.userId));
    if (person?.state === 'removing') {
      await tx.update(users, userKey(person.agencyId, person.id), (kept) => markDue(kept, deps.clock.now(), deps.clock.now()));
    }
    send(tx, deps, connectionRemoved, about(connection));
    await writeAudit(tx, deps, {
      agencyId: connection.agencyId,
      kind: 'connection.removed',
      actor: SYSTEM,
      userId: connection.userId,
      connectionId: connection.id,
      details: { by, lastOfGrant: last },
    });
  });
}

/** Destroys the stored tokens; when nobody else uses the account's grant they become a task to revoke it. */
async function leaveWithTokens(tx: Transaction, deps: Deps, connection: Connection): Promise<boolean> {
  const { agencyId, userId, project, sub } = connection;
  const entry = await tx.get(vaultEntries, connection.id);
  const id = deps.makeId();
  const { grant, last } = leaveGrant((await tx.get(grants, grantKey(project, sub))) ?? newGrant(project, sub), connectionHolder(connection.id), id);
  await tx.put(grants, grant);
  await tx.remove(vaultEntries, connection.id);
  if (!last || entry === undefined) return last;
  const token = await deps.keys.open(agencyId, tokenPlace(connection.id, 'refresh-token'), entry.refreshToken);
  await planRevocation(tx, deps, { id, agencyId, userId, subjectId: connection.id, project, sub }, token, deps.clock.now());
  return true;
}

/** Only a slot that still holds this connection: after a replacement it holds the next one. */
async function freeSlot(tx: Transaction, connection: Connection): Promise<void> {
  const key = slotKey(connection.agencyId, connection.userId, slotOf(connection.product));
  const slot = await tx.get(connectionSlots, key);
  if (slot?.connectionId !== connection.id) return;
  const last = { connectionId: connection.id, product: connection.product, subHash: subHashOf(connection.agencyId, connection.sub) };
  await tx.put(connectionSlots, { ...slot, connectionId: null, last });
}
