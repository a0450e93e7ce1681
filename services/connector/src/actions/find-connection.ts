import { connectionCard, type ConnectionCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { reachConnection, type Confines } from '../repos/reach-connection.ts';
import { keepConnection } from './keep-connection.ts';
import { findUser } from './keep-user.ts';

/** How a connection stands at the broker now; undefined where it knows none. */
export const cardAtBroker = (deps: Deps, connectionId: string): Promise<ConnectionCard | undefined> =>
  deps.broker.get(`/internal/connections/${encodeURIComponent(connectionId)}`, connectionCard);

/** Asks the broker how a connection stands now, and keeps it. An id that it does not know, or that is another agency's, changes nothing. */
export async function lookAtConnection(deps: Deps, { agencyId, connectionId }: { agencyId: string; connectionId: string }): Promise<void> {
  const card = await cardAtBroker(deps, connectionId);
  if (card === undefined || card.agencyId !== agencyId) return;
  // Whose it is decides what is planned for it: the person's card should be here first.
  await findUser(deps, agencyId, card.userId);
  deps.calls.forget(connectionId);
  await keepConnection(deps, card);
}

/** A connection within the caller's reach. One that we have not heard of is asked for: whoever has just connected may be here before the message. Fails with `not-found`. */
export async function findConnection(deps: Deps, confines: Confines, connectionId: string): Promise<ConnectionCard> {
  const { agencyId } = confines;
  if ((await deps.store.get(connectionCards, connectionId)) === undefined) await lookAtConnection(deps, { agencyId, connectionId });
  return reachConnection(deps.store, confines, connectionId);
}
