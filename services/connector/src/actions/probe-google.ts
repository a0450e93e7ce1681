import type { Deps } from '../deps.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { markCalendarDue } from '../repos/mark-calendar-due.ts';
import type { Pass } from './pass.ts';

/** Those that waited for Google come within this time, ms, not all at once. */
const SPREAD_MS = 30_000;
/** So many are let go at a time; each of them that works lets the next go. */
const MOST = 200;

/**
 * A calendar that Google failed three times in a row is tried with the plainest read there is before anything is written: an outage uses up no
 * record's tries, and its waits grow to hours. Where Google answers again, all who wait for it go on. Fails as the read does.
 */
export async function probeGoogle(pass: Pass): Promise<void> {
  await pass.call('listEvents', 'now', (api) => api.listEvents({ calendarId: pass.calendar.googleId, maxResults: 1 }));
  await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => (isHeldUp(doc) ? { ...doc, failures: 0, blockedUntil: null, problem: null } : undefined));
  await letOthersGo(pass.deps);
}

const isHeldUp = ({ problem }: GoogleCalendarDoc): boolean => problem === 'google-down';

async function letOthersGo({ store, clock, random }: Deps): Promise<void> {
  const now = clock.now();
  const { items } = await store.find(googleCalendars, { index: 'byProblem', equals: ['google-down'], range: { gt: now + SPREAD_MS }, limit: MOST });
  for (const { id } of items) {
    const at = now + Math.round(random.unit() * SPREAD_MS);
    await markCalendarDue(store, id, { now, lane: 'later', at, change: (doc) => (isHeldUp(doc) ? { ...doc, blockedUntil: at } : doc) });
  }
}
