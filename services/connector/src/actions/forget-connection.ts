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
  // Held up until here, this may come after the person connected again: then nothing of it is touched.
  const isGone = (stands: { readonly state: string } | undefined): boolean => stands === undefined || stands.state === 'removing';
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
