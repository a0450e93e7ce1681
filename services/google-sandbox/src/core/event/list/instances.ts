import { openCalendar } from '../../calendar/access.ts';
import { exceptionRows } from '../../calendar/calendar.ts';
import { invalidValue } from '../../api/refusals.ts';
import { param } from '../../api/request.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { instantOf, stampOf } from '../../time/event-time.ts';
import { readViewer } from '../api/show.ts';
import { effectiveFields, effectiveStatus, occurrenceFields } from '../series/effective.ts';
import { mustFindEvent } from '../find-event.ts';
import type { Found } from '../find-event.ts';
import { viewEvent } from '../view-event.ts';
import { after } from './items.ts';
import type { SortKey } from './items.ts';
import { listHead } from './list-events.ts';
import { readInstant, readMaxResults } from './query.ts';
import { pageToken, readPageToken } from './tokens.ts';
import { overlaps, plainOccurrences } from './window.ts';
import type { Window } from './window.ts';

/** Occurrences with and without rows of their own. */
function allInstances(call: Call3, found: Found, window: Window): Found[] {
  const { calendar } = openCalendar(call.world, call.caller, arg(call, 'calendarId'));
  const deleted = param(call.request, 'showDeleted') === 'true';
  const shows = (row: Found & { kind: 'row' }) => deleted || effectiveStatus(calendar, row.row) !== 'cancelled';
  if (found.kind === 'occurrence') return [found];
  if (found.row.kind === 'exception') return shows(found) ? [found] : [];
  if (!found.row.fields.recurrence || found.row.status === 'cancelled') return [];
  const exceptions = exceptionRows(calendar, found.row.id)
    .filter((row) => !row.bare && overlaps(effectiveFields(calendar, row), window, calendar.head.timeZone))
    .map((row) => ({ kind: 'row' as const, row }))
    .filter(shows);
  return [...plainOccurrences(calendar, found.row, window, call.world.now()), ...exceptions];
}

/** events.instances: the occurrences of a series, cancelled ones only on request; an instance id gives that one. */
export function listInstances(call: Call3): Reply {
  const { world, request } = call;
  const { calendar, role } = openCalendar(world, call.caller, arg(call, 'calendarId'));
  const found = mustFindEvent(calendar, arg(call, 'eventId'));
  const viewer = readViewer(calendar, role, request);
  const most = readMaxResults(request, 250, 2500);
  const timeMin = readInstant(request, 'timeMin');
  // Here `timeMin` is inclusive, as its own page says.
  const window: Window = { timeMin: timeMin === undefined ? undefined : timeMin - 1, timeMax: readInstant(request, 'timeMax') };
  const token = param(request, 'pageToken');
  const from = token === undefined ? undefined : readPageToken(calendar, token);
  const original = param(request, 'originalStart');
  const keyOf = (item: Found): SortKey => {
    const fields = item.kind === 'row' ? effectiveFields(calendar, item.row) : occurrenceFields(item.master.fields, item.original);
    return [instantOf(fields.start, calendar.head.timeZone), 0, item.kind === 'row' ? item.row.id : item.id];
  };
  const items = allInstances(call, found, window)
    .filter((item) => original === undefined || startsAt(item, original))
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => !from || after(key, from.after))
    .sort((a, b) => (after(a.key, b.key) ? 1 : -1));
  const shown = items.slice(0, most);
  const last = shown.at(-1);
  const next = items.length > shown.length && last ? { nextPageToken: pageToken(calendar, { upTo: calendar.seq, after: last.key }) } : {};
  return ok({ ...listHead(world, calendar, role, viewer, call.caller.sub), ...next, items: shown.map(({ item }) => viewEvent(item, viewer)) });
}

function startsAt(item: Found, wanted: string): boolean {
  const original = item.kind === 'occurrence' ? item.original : item.row.kind === 'exception' ? item.row.original : undefined;
  if (!original) return false;
  if ('date' in original) return original.date === wanted.slice(0, 10);
  const ms = Date.parse(wanted);
  if (Number.isNaN(ms)) throw invalidValue('originalStart');
  return stampOf({ ms, zone: original.zone }) === stampOf(original);
}
