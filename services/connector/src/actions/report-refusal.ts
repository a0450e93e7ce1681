import { accessRefused, type ConnectionCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';

/** Google took neither our token nor another one: the broker looks whether the connection is broken. */
export async function reportRefusal(deps: Deps, card: Pick<ConnectionCard, 'id' | 'agencyId'>, reason: 'auth' | 'scope'): Promise<void> {
  deps.calls.forget(card.id);
  const message = accessRefused.make({ agencyId: card.agencyId, connectionId: card.id, reason }, { id: deps.makeId(), now: deps.clock.now() });
  await deps.store.transaction(async (tx) => tx.send(message));
}
