import { z } from 'zod';
import { badRequest, required, timeRangeEmpty } from '../../api/refusals.ts';
import { GoogleError } from '../../api/google-error.ts';
import { jsonBody } from '../../api/body.ts';
import { ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { effectiveFields, effectiveStatus, occurrenceFields } from '../../event/series/effective.ts';
import { plainOccurrences, overlaps } from '../../event/list/window.ts';
import type { Window } from '../../event/list/window.ts';
import { rowOf } from '../../event/people.ts';
import type { EventFields } from '../../event/stored-event.ts';
import { instantOf, parseInstant } from '../../time/event-time.ts';
import { formatInZone, isZone } from '../../time/zone.ts';
import { resolveCalendarId, roleOf } from '../access.ts';
import type { Calendar } from '../calendar.ts';

const query = z.object({
  timeMin: z.string().optional(),
  timeMax: z.string().optional(),
  timeZone: z.string().optional(),
  calendarExpansionMax: z.int().optional(),
  items: z.array(z.object({ id: z.string().optional() })).optional(),
});

const LONGEST = 92 * 86_400_000;

/** A declined, transparent or cancelled event blocks nothing. */
function blocks(calendar: Calendar, fields: EventFields): boolean {
  return fields.transparency !== 'transparent' && rowOf(fields, calendar.head.id)?.responseStatus !== 'declined' && fields.eventType !== 'workingLocation';
}

function busyFields(calendar: Calendar, window: Window, now: number): EventFields[] {
  const zone = calendar.head.timeZone;
  const all: EventFields[] = [];
  for (const row of calendar.rows) {
    if (row.bare || effectiveStatus(calendar, row) === 'cancelled') continue;
    if (row.kind === 'main' && row.fields.recurrence) {
      for (const found of plainOccurrences(calendar, row, window, now)) {
        if (found.kind === 'occurrence') all.push(occurrenceFields(row.fields, found.original));
      }
    } else if (overlaps(effectiveFields(calendar, row), window, zone)) all.push(effectiveFields(calendar, row));
  }
  return all.filter((fields) => blocks(calendar, fields));
}

/** Busy intervals, merged where they overlap or touch, cut to the window. */
export function busyIntervals(calendar: Calendar, timeMin: number, timeMax: number, now: number): { start: number; end: number }[] {
  const zone = calendar.head.timeZone;
  const spans = busyFields(calendar, { timeMin, timeMax }, now)
    .map((fields) => ({ start: Math.max(timeMin, instantOf(fields.start, zone)), end: Math.min(timeMax, instantOf(fields.end, zone)) }))
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}

function readWindow(body: z.infer<typeof query>): { timeMin: number; timeMax: number; zone: string } {
  if (body.timeMin === undefined) throw required('Missing timeMin parameter.');
  if (body.timeMax === undefined) throw required('Missing timeMax parameter.');
  const timeMin = parseInstant(body.timeMin);
  const timeMax = parseInstant(body.timeMax);
  const zone = body.timeZone ?? 'UTC';
  if (timeMin === undefined || timeMax === undefined || !isZone(zone)) throw badRequest();
  if (timeMax <= timeMin) throw timeRangeEmpty();
  if (timeMax - timeMin > LONGEST) throw new GoogleError(400, 'timeRangeTooLong', 'The requested time range is too long.', { domain: 'calendar' });
  return { timeMin, timeMax, zone };
}

/** freebusy.query: an unknown calendar is an error in its own place, never of the whole. */
export function queryFreeBusy(call: Call3): Reply {
  const parsed = query.safeParse(jsonBody(call.request));
  if (!parsed.success) throw badRequest();
  const { timeMin, timeMax, zone } = readWindow(parsed.data);
  const most = parsed.data.calendarExpansionMax;
  const calendars: Record<string, unknown> = {};
  for (const [at, { id }] of (parsed.data.items ?? []).entries()) {
    if (id === undefined) continue;
    const calendar = call.world.state.calendars.get(resolveCalendarId(call.world, call.caller, id));
    const seen = calendar && !calendar.head.deleted && roleOf(call.world, calendar, call.caller.sub) !== 'none';
    if (most !== undefined && at >= most) calendars[id] = { errors: [{ domain: 'calendar', reason: 'tooManyCalendarsRequested' }], busy: [] };
    else if (!seen) calendars[id] = { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] };
    else {
      const spans = busyIntervals(calendar, timeMin, timeMax, call.world.now());
      calendars[id] = { busy: spans.map(({ start, end }) => ({ start: formatInZone(start, zone), end: formatInZone(end, zone) })) };
    }
  }
  return ok({ kind: 'calendar#freeBusy', timeMin: new Date(timeMin).toISOString(), timeMax: new Date(timeMax).toISOString(), calendars });
}
