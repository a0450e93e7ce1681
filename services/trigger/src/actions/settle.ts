import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { firingKey, firings, type StoredFiring } from '../repos/firings.ts';

/**
 * Writes the effect of one action and the firing after it in one transaction. Nothing happens when the action is no longer waiting (another
 * worker did it, after a lease ran out) or its contact was erased meanwhile. `act` may run again.
 */
export function settle(
  deps: Deps,
  firing: StoredFiring,
  place: number,
  act: (tx: Transaction, firing: StoredFiring) => Promise<StoredFiring>,
): Promise<void> {
  return deps.store.transaction(async (tx) => {
    const now = await tx.get(firings, firingKey(firing.agencyId, firing.id));
    const action = now?.actions[place];
    if (now === undefined || action?.state !== 'waiting' || action.handedOn || now.contactId !== firing.contactId) return;
    await tx.put(firings, await act(tx, now));
  });
}
