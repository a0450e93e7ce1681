import type { Calendar } from '../../calendar/calendar.ts';
import { instantOf, isAllDay, stampOf } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { expandStarts, startKey } from '../series/expand.ts';
import type { Found } from '../find-event.ts';
import type { EventFields, MainRow } from '../stored-event.ts';

export interface Window {
  readonly timeMin: number | undefined;
  readonly timeMax: number | undefined;
}

const DAY = 86_400_000;
/** An endless series without `timeMax` is expanded this far past now. */
const HORIZON = 730 * DAY;

/** Both bounds are exclusive: the end must lie after `timeMin`, the start before `timeMax`. */
export function overlaps(fields: Pick<EventFields, 'start' | 'end'>, window: Window, zone: string): boolean {
  if (window.timeMax !== undefined && instantOf(fields.start, zone) >= window.timeMax) return false;
  return window.timeMin === undefined || instantOf(fields.end, zone) > window.timeMin;
}

const lengthOf = (fields: EventFields): number => startKey(fields.end) - startKey(fields.start);

/** Starts of a series whose occurrences overlap the window. */
export function startsWithin(fields: EventFields, window: Window, zone: string, now: number): EventTime[] {
  // Dates count as midnight UTC while expanding and as midnight of the calendar's zone when compared: widen by a day.
  const slack = isAllDay(fields.start) ? DAY : 0;
  const length = lengthOf(fields);
  const from = window.timeMin === undefined ? startKey(fields.start) : window.timeMin - length - slack;
  const to = window.timeMax === undefined ? Math.max(now, startKey(fields.start)) + HORIZON : window.timeMax + slack;
  return expandStarts(fields, from, to).filter((start) => {
    const begins = instantOf(start, zone);
    return (window.timeMax === undefined || begins < window.timeMax) && (window.timeMin === undefined || begins + length > window.timeMin);
  });
}

/** Occurrences of a series in the window that have no row of their own. */
export function plainOccurrences(calendar: Calendar, master: MainRow, window: Window, now: number): Found[] {
  const found: Found[] = [];
  for (const original of startsWithin(master.fields, window, calendar.head.timeZone, now)) {
    const id = `${master.id}_${stampOf(original)}`;
    const row = calendar.byId.get(id);
    if (!row || row.bare) found.push({ kind: 'occurrence', id, master, original });
  }
  return found;
}

/** A quick look at the first quarter year of an open window: most series show there, and need no expansion to the horizon. */
function firstStretch(fields: EventFields, window: Window, zone: string, now: number): boolean {
  if (window.timeMin === undefined) return false;
  const timeMax = Math.min(window.timeMax ?? Infinity, window.timeMin + 92 * DAY);
  return startsWithin(fields, { timeMin: window.timeMin, timeMax }, zone, now).length > 0;
}

/** Whether anything of a series lies in the window. */
export const seriesTouches = (fields: EventFields, window: Window, zone: string, now: number): boolean =>
  (window.timeMin === undefined && window.timeMax === undefined) || firstStretch(fields, window, zone, now) || startsWithin(fields, window, zone, now).length > 0;
