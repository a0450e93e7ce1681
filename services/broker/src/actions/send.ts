import type { MessageKind } from '@portal-sync/contracts';
import type { Clock, MakeId } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';

/** Sends a message with the transaction's commit. */
export function send<D extends { agencyId: string }>(tx: Transaction, deps: { makeId: MakeId; clock: Clock }, kind: MessageKind<D>, data: D): void {
  tx.send(kind.make(data, { id: deps.makeId(), now: deps.clock.now() }));
}
