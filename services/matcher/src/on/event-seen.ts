import { eventSeen } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { seenBatches } from '../repos/seen-batches.ts';

/** Notes that these events wait to be judged, and returns. */
export const onEventSeen = (deps: Deps): MessageHandler =>
  on(eventSeen, async ({ agencyId, connectionId, eventIds }, { message }) => {
    try {
      await deps.store.insert(seenBatches, { id: message.id, agencyId, connectionId, eventIds, doneAt: null, ...newDue(deps.clock.now()) });
    } catch (error) {
      // Delivered again: it waits, or was judged as it stood after this was said.
      if (!(error instanceof AppError) || error.code !== 'already-exists') throw error;
    }
  });
