import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork } from '../repos/connection-work.ts';
import { empty } from '../repos/empty.ts';
import { calendarAccesses } from '../repos/google-calendars.ts';
import { recomputeCalendarsOf } from './recompute-calendar.ts';
import { stopRuns } from './stop-runs.ts';

/** A connection is gone for good. Its settings and its resting links stay: connecting the same account again goes on with them. */
export async function forgetConnection(deps: Deps, { agencyId, connectionId }: { agencyId: string; connectionId: string }): Promise<void> {
  const card = await deps.store.get(connectionCards, connectionId);
  if (card !== undefined && card.agencyId !== agencyId) return;
  if (card !== undefined) {
    await deps.store.transaction(async (tx) => {
      await tx.put(connectionCards, { ...card, state: 'removing' as const });
      await recomputeCalendarsOf(tx, deps, connectionId);
    });
  }
  await stopRuns(deps, connectionId);
  await empty(deps.store, calendarAccesses, 'byConnection', [connectionId]);
  await deps.store.remove(connectionCards, connectionId);
  await deps.store.remove(connectionWork, connectionId);
  deps.calls.forget(connectionId);
}
