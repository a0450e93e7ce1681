import { notFound } from '../api/refusals.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { isAllDay, timeOfStamp } from '../time/event-time.ts';
import type { EventTime } from '../time/event-time.ts';
import { effectiveFields } from './series/effective.ts';
import { hasOccurrence } from './series/expand.ts';
import type { MainRow, StoredEvent } from './stored-event.ts';

/** What an event id names: a row, or an occurrence of a series that has no row of its own yet. */
export type Found =
  | { readonly kind: 'row'; readonly row: StoredEvent }
  | { readonly kind: 'occurrence'; readonly id: string; readonly master: MainRow; readonly original: EventTime };

/** Splits `<master>_<stamp>`; a split series' own id (`<base>_R…`) is no instance. */
export function splitInstanceId(id: string): { masterId: string; stamp: string } | undefined {
  const match = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(id);
  return match?.[1] !== undefined && match[2] !== undefined ? { masterId: match[1], stamp: match[2] } : undefined;
}

/** Finds what an id names, or undefined. */
export function findEvent(calendar: Calendar, id: string): Found | undefined {
  const row = calendar.byId.get(id);
  if (row) return { kind: 'row', row };
  const parts = splitInstanceId(id);
  const master = parts && calendar.byId.get(parts.masterId);
  if (!parts || master?.kind !== 'main' || !master.fields.recurrence) return undefined;
  const start = effectiveFields(calendar, master).start;
  const original = timeOfStamp(parts.stamp, isAllDay(start) ? 'UTC' : start.zone);
  if (!original || !hasOccurrence(master.fields, original)) return undefined;
  return { kind: 'occurrence', id, master, original };
}

/** As `findEvent`, or Google's 404. */
export function mustFindEvent(calendar: Calendar, id: string): Found {
  const found = findEvent(calendar, id);
  if (!found) throw notFound();
  return found;
}
