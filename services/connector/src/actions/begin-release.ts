import { connectionReleased, type connectionRemoving } from '@portal-sync/contracts';
import { markDue, newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork } from '../repos/connection-work.ts';
import { cardAtBroker } from './find-connection.ts';

/** The person disconnects: from now on nothing is planned through this connection, and a worker lets it go. One we never knew is let go at once. */
export async function beginRelease(deps: Deps, message: ReturnType<typeof connectionRemoving.read>): Promise<void> {
  const { agencyId, connectionId } = message;
  const known = await deps.store.get(connectionCards, connectionId);
  const atBroker = await cardAtBroker(deps, connectionId);
  // Said again later, it comes after the person connected again; or during their next disconnect, with another wish.
  if (atBroker !== undefined && atBroker.state !== 'removing') return;
  const release = atBroker?.googleEvents ?? message.googleEvents;
  const now = deps.clock.now();
  const isBegun = await deps.store.transaction(async (tx) => {
    const card = await tx.get(connectionCards, connectionId);
    if (card === undefined || card.agencyId !== agencyId) {
      tx.send(connectionReleased.make({ agencyId, connectionId, removedEvents: 0 }, { id: deps.makeId(), now }));
      return true;
    }
    if (card.since !== known?.since) return false;
    await tx.put(connectionCards, { ...card, state: 'removing', since: now });
    const work = (await tx.get(connectionWork, connectionId)) ?? { id: connectionId, agencyId, list: false, release: null, removed: 0, ...newDue(null) };
    await tx.put(connectionWork, { ...markDue(work, now, now), release });
    return true;
  });
  // How it stands changed since the broker was asked.
  if (!isBegun) await beginRelease(deps, message);
}
