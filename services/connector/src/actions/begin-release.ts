import { connectionReleased, type connectionRemoving } from '@portal-sync/contracts';
import { markDue, newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork } from '../repos/connection-work.ts';

/** The person disconnects: from now on nothing is planned through this connection, and a worker lets it go. One we never knew is let go at once. */
export async function beginRelease(deps: Deps, { agencyId, connectionId, googleEvents }: ReturnType<typeof connectionRemoving.read>): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const card = await tx.get(connectionCards, connectionId);
    if (card === undefined || card.agencyId !== agencyId) {
      tx.send(connectionReleased.make({ agencyId, connectionId, removedEvents: 0 }, { id: deps.makeId(), now }));
      return;
    }
    await tx.put(connectionCards, { ...card, state: 'removing', since: now });
    const known = await tx.get(connectionWork, connectionId);
    const work = known ?? { id: connectionId, agencyId, list: false, release: null, removed: 0, ...newDue(null) };
    await tx.put(connectionWork, { ...markDue(work, now, now), release: googleEvents });
  });
}
