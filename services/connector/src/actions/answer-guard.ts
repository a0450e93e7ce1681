import { AppError } from '@portal-sync/kernel';
import { googleCalendars } from '../repos/google-calendars.ts';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import { reachConnection } from '../repos/reach-connection.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { AnswerGuard } from './doors.ts';

/** See `AnswerGuard`. */
export const answerGuard: AnswerGuard = async (deps, { agencyId, connectionId, answer }) => {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    await reachConnection(tx, { agencyId, userId: undefined }, connectionId);
    const settings = await tx.get(syncSettings, connectionId);
    if (answer === 'restore' && settings?.values.direction === 'from-google') {
      throw new AppError('refused', { detail: 'In this direction nothing is written to Google, so nothing can be written back.' });
    }
    const { items } = await tx.find(googleCalendars, { index: 'byLead', equals: [connectionId], limit: 1000 });
    const stopped = items.filter((calendar) => calendar.pausedSince !== null);
    if (stopped.length === 0) throw new AppError('refused', { detail: 'Nothing waits for a decision.' });
    const change = askForPull(now);
    for (const { id } of stopped) {
      await markCalendarDue(tx, id, { now, lane: 'now', change: (doc) => ({ ...change(doc), guardAnswer: answer, pausedSince: null, problem: null }) });
    }
  });
};
