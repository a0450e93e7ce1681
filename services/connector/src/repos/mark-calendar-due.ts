import { markDue, type Writes } from '@portal-sync/store';
import { googleCalendars, type GoogleCalendarDoc } from './google-calendars.ts';

/** What somebody waits for goes before what only has to be done some time: it is dated back, so that the queue, oldest first, gives it first. */
const AHEAD_MS = 60_000;

/** Wakes the worker of a calendar. `later`: back-fill, behind all that somebody waits for. Nothing where nobody uses the calendar. */
export async function markCalendarDue(
  writes: Pick<Writes, 'update'>,
  googleCalendarId: string,
  ask: {
    readonly now: number;
    readonly lane: 'now' | 'later';
    /** When, where not at once. */
    readonly at?: number | undefined;
    readonly change?: (doc: GoogleCalendarDoc) => GoogleCalendarDoc;
  },
): Promise<void> {
  const at = ask.at ?? (ask.lane === 'now' ? ask.now - AHEAD_MS : ask.now);
  await writes.update(googleCalendars, googleCalendarId, (doc) => {
    if (doc.leadConnectionId === null) return ask.change?.(doc);
    // Written also where it is due already: a worker that takes it before this transaction commits has not seen what it is woken for, and must not finish over it.
    return markDue(ask.change === undefined ? doc : ask.change(doc), at, ask.now);
  });
}

/** Asks for a read, at `at` or now. Several asks are one read. */
export const askForPull = (at: number) => (doc: GoogleCalendarDoc): GoogleCalendarDoc => ({
  ...doc,
  pullAsked: doc.pullAsked + 1,
  nextPullAt: doc.nextPullAt === null ? at : Math.min(doc.nextPullAt, at),
});
