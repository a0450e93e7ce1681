import { AppError } from '@portal-sync/kernel';
import { googleCalendars } from '../repos/google-calendars.ts';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import { reachConnection } from '../repos/reach-connection.ts';
import type { AskPull } from './doors.ts';

/** See `AskPull`. An ask goes before a pause after a failure, but not before a person's decision. */
export const askPull: AskPull = async (deps, { agencyId, connectionId }) => {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const card = await reachConnection(tx, { agencyId, userId: undefined }, connectionId);
    if (card.state !== 'live') throw new AppError('refused', { detail: 'The connection does not work at the moment.' });
    const { items } = await tx.find(googleCalendars, { index: 'byLead', equals: [connectionId], limit: 1000 });
    if (items.length === 0) throw new AppError('refused', { detail: 'Choose a calendar first.' });
    const change = askForPull(now);
    for (const { id } of items) await markCalendarDue(tx, id, { now, lane: 'now', change: (doc) => ({ ...change(doc), blockedUntil: null }) });
  });
};
