import type { ConnectionCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork } from '../repos/connection-work.ts';
import { empty } from '../repos/empty.ts';
import { calendarAccesses } from '../repos/google-calendars.ts';
import { cardAtBroker } from './find-connection.ts';
import { recomputeCalendarsOf } from './recompute-calendar.ts';
import { stopRuns } from './stop-runs.ts';

/** A connection is gone for good. Its settings and its resting links stay: connecting the same account again goes on with them. */
export async function forgetConnection(deps: Deps, { agencyId, connectionId }: { agencyId: string; connectionId: string }): Promise<void> {
  const card = await deps.store.get(connectionCards, connectionId);
  if (card !== undefined && card.agencyId !== agencyId) return;
  if (await stands(deps, connectionId, card)) return;
  if (card !== undefined) {
    await deps.store.transaction(async (tx) => {
      const now = await tx.guard(connectionCards, connectionId);
      if (now === undefined || now.since !== card.since) return;
      await tx.put(connectionCards, { ...now, state: 'removing' as const });
      await recomputeCalendarsOf(tx, deps, connectionId);
    });
  }
  // Nor where this process was held up until then.
  const isGone = (now: { readonly state: string } | undefined): boolean => now === undefined || now.state === 'removing';
  if (!isGone(await deps.store.get(connectionCards, connectionId))) return;
  await stopRuns(deps, connectionId);
  await empty(deps.store, calendarAccesses, 'byConnection', [connectionId]);
  await deps.store.transaction(async (tx) => {
    if (!isGone(await tx.guard(connectionCards, connectionId))) return;
    await tx.remove(connectionCards, connectionId);
    await tx.remove(connectionWork, connectionId);
  });
  deps.calls.forget(connectionId);
}

/**
 * Said again later, it may come after the person connected again, or while they disconnect for the second time: the broker knows the connection then,
 * and nothing of it is touched. One that leaves here though it is back at the broker is the old one, which goes.
 */
async function stands(deps: Deps, connectionId: string, card: ConnectionCard | undefined): Promise<boolean> {
  const atBroker = await cardAtBroker(deps, connectionId);
  return atBroker !== undefined && (atBroker.state === 'removing' || card?.state !== 'removing');
}
