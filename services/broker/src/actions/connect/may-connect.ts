import type { Product } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { decideConnect, type ConnectIntent, type ConnectRefusal } from '../../domain/connect/decide-connect.ts';
import { slotOf } from '../../domain/connect/slot-of.ts';
import type { Agency } from '../../repos/agencies.ts';
import { connectionSlots, slotKey, type ConnectionSlot } from '../../repos/connection-slots.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import type { User } from '../../repos/users.ts';

const SENTENCES: Readonly<Record<ConnectRefusal, string>> = {
  'role-excluded': 'This agency does not let people with this role connect a calendar.',
  'already-connected': 'A Google account is connected already. It can be replaced by another one.',
  'broken': 'A Google account is connected, but Google refuses us. Connect the same account again.',
  'one-way-in-the-way': 'The 1-way calendar is connected. Upgrade it, or disconnect it first.',
  'two-way-in-the-way': 'The 2-way calendar is connected. Disconnect it first.',
  'being-disconnected': 'The connection is being disconnected. Try again in a moment.',
  'not-that-connection': 'This is not the connection that stands.',
  'not-an-upgrade': 'Only a 1-way calendar can be upgraded, and only to 2-way.',
};

/** What stands in the person's slot. Both are guarded: whoever decides on them commits only if they still stand so. */
export interface Place {
  readonly slot: ConnectionSlot | undefined;
  readonly connection: Connection | undefined;
}

/** Refuses with AppError `refused` (or `forbidden` for an excluded role), `reason`, `offer` and `connectionId` in its extra. */
export async function mayConnect(
  tx: Transaction,
  wish: { product: Product; intent: ConnectIntent; connectionId: string | null; agency: Agency; user: User },
): Promise<Place> {
  const slot = await tx.guard(connectionSlots, slotKey(wish.agency.id, wish.user.id, slotOf(wish.product)));
  const connection = slot === undefined || slot.connectionId === null ? undefined : await tx.guard(connections, slot.connectionId);
  const decision = decideConnect({
    product: wish.product,
    intent: wish.intent,
    connectionId: wish.connectionId,
    role: wish.user.role,
    rolesThatConnect: wish.agency.rolesThatConnect,
    standing: connection === undefined ? undefined : { connectionId: connection.id, product: connection.product, state: connection.state },
  });
  if (decision.kind === 'go') return { slot, connection };
  const { kind: _kind, ...extra } = decision;
  throw new AppError(decision.reason === 'role-excluded' ? 'forbidden' : 'refused', { detail: SENTENCES[decision.reason], extra });
}
