import type { Calendar } from '../../calendar/calendar.ts';
import { instantOf } from '../../time/event-time.ts';
import { effectiveFields, effectiveStatus, masterOf, occurrenceFields } from '../series/effective.ts';
import { startKey } from '../series/expand.ts';
import type { Found } from '../find-event.ts';
import type { StoredEvent } from '../stored-event.ts';
import { passes } from './filters.ts';
import type { ListQuery } from './query.ts';
import { overlaps, plainOccurrences, seriesTouches } from './window.ts';

export type SortKey = readonly [number, number, string];

/** One line of a list with its place in the order. */
export interface Item {
  readonly found: Found;
  readonly key: SortKey;
}

export const after = (a: SortKey, b: SortKey): boolean =>
  a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] > b[1] : a[2] > b[2];

/** What a row contributes to a full list: itself, its occurrences, or nothing. */
function contributions(calendar: Calendar, row: StoredEvent, query: ListQuery, now: number): Found[] {
  const withDeleted = query.showDeleted || query.updatedMin !== undefined;
  const gone = effectiveStatus(calendar, row) === 'cancelled';
  const zone = calendar.head.timeZone;
  if (row.kind === 'exception') {
    const live = row.status === 'cancelled' && masterOf(calendar, row)?.status !== 'cancelled' && !row.bare;
    // A cancelled occurrence of a living series shows even where deleted events do not; not in a list of single events.
    if (gone && !withDeleted && !(live && !query.singleEvents)) return [];
    return row.bare || overlaps(effectiveFields(calendar, row), query, zone) ? [{ kind: 'row', row }] : [];
  }
  if (gone && !withDeleted) return [];
  if (row.bare) return [{ kind: 'row', row }];
  if (!row.fields.recurrence) return overlaps(row.fields, query, zone) ? [{ kind: 'row', row }] : [];
  if (query.singleEvents) return gone ? [] : plainOccurrences(calendar, row, query, now);
  return seriesTouches(row.fields, query, zone, now) ? [{ kind: 'row', row }] : [];
}

const rowKey = (found: Found): number => (found.kind === 'row' ? found.row.ord : found.master.ord);

function natural(found: Found): SortKey {
  return [rowKey(found), found.kind === 'row' ? -1 : startKey(found.original), ''];
}

function ordered(calendar: Calendar, found: Found, orderBy: 'startTime' | 'updated'): SortKey {
  const row = found.kind === 'row' ? found.row : found.master;
  const id = found.kind === 'row' ? found.row.id : found.id;
  if (orderBy === 'updated') return [row.updatedMicros, 0, id];
  const fields = found.kind === 'row' ? effectiveFields(calendar, found.row) : occurrenceFields(found.master.fields, found.original);
  return [instantOf(fields.start, calendar.head.timeZone), 0, id];
}

/** Items of a full list after `from`, in order, at most one more than asked for. */
export function fullItems(calendar: Calendar, query: ListQuery, from: SortKey | undefined, now: number): Item[] {
  const items: Item[] = [];
  const { orderBy } = query;
  for (let ord = orderBy || !from ? 0 : Math.max(0, from[0]); ord < calendar.rows.length; ord += 1) {
    const row = calendar.rows[ord];
    if (!row || !passes(calendar, row, query)) continue;
    for (const found of contributions(calendar, row, query, now)) {
      const key = orderBy ? ordered(calendar, found, orderBy) : natural(found);
      if (!from || after(key, from)) items.push({ found, key });
    }
    if (!orderBy && items.length > query.maxResults) return items;
  }
  return orderBy ? items.sort((a, b) => (after(a.key, b.key) ? 1 : -1)) : items;
}
