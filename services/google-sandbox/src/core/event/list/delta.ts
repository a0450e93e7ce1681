import { changedRows } from '../../calendar/calendar.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { stampOf } from '../../time/event-time.ts';
import { effectiveFields, effectiveStatus } from '../series/effective.ts';
import { startKey } from '../series/expand.ts';
import type { MainRow, StoredEvent } from '../stored-event.ts';
import type { Item } from './items.ts';
import type { ListQuery } from './query.ts';
import type { SyncState } from './tokens.ts';
import { overlaps, plainOccurrences, seriesTouches, startsWithin } from './window.ts';
import type { Window } from './window.ts';

const windowOf = (state: SyncState): Window => ({ timeMin: state.timeMin, timeMax: state.timeMax });

/**
 * Whether a changed row belongs into a delta. Tombstones always do. So does what the reader may have seen before, even if it
 * has left the window by now; a row born since, outside the window, does not.
 */
function belongs(calendar: Calendar, row: StoredEvent, state: SyncState, now: number): boolean {
  const { timeMin, timeMax } = state;
  if (timeMin === undefined && timeMax === undefined) return true;
  if (row.bornSeq <= state.seq || effectiveStatus(calendar, row) === 'cancelled') return true;
  const fields = effectiveFields(calendar, row);
  const zone = calendar.head.timeZone;
  return fields.recurrence ? seriesTouches(fields, windowOf(state), zone, now) : overlaps(fields, windowOf(state), zone);
}

/** A changed series as single events: its occurrences, and a tombstone for each that the change took away. */
function asOccurrences(calendar: Calendar, row: MainRow, state: SyncState, now: number): Item[] {
  const window = windowOf(state);
  const gone = row.status === 'cancelled';
  const live = gone ? [] : plainOccurrences(calendar, row, window, now);
  const items: Item[] = live.map((found) => ({ found, key: [row.seq, found.kind === 'occurrence' ? startKey(found.original) : 0, ''] }));
  const earlier = calendar.before.get(row.id);
  const source = gone ? row : earlier?.kind === 'main' ? earlier : undefined;
  if (!source?.fields.recurrence) return items;
  const shown = new Set(live.map((found) => (found.kind === 'occurrence' ? found.id : found.row.id)));
  for (const original of startsWithin(source.fields, window, calendar.head.timeZone, now)) {
    const id = `${row.id}_${stampOf(original)}`;
    if (shown.has(id) || calendar.byId.has(id)) continue;
    const master: MainRow = { ...row, status: 'cancelled', fields: source.fields };
    items.push({ found: { kind: 'occurrence', id, master, original }, key: [row.seq, startKey(original), ''] });
  }
  return items.sort((a, b) => a.key[1] - b.key[1]);
}

/** Everything that changed since the token, up to the first page's moment, oldest change first. */
export function deltaItems(calendar: Calendar, query: ListQuery, state: SyncState, upTo: number, now: number): Item[] {
  const items: Item[] = [];
  for (const row of changedRows(calendar, state.seq, upTo)) {
    if (!belongs(calendar, row, state, now)) continue;
    if (query.singleEvents && row.kind === 'main' && row.fields.recurrence && !row.bare) items.push(...asOccurrences(calendar, row, state, now));
    else items.push({ found: { kind: 'row', row }, key: [row.seq, -1, ''] });
  }
  return items.filter(({ found }) => query.eventTypes.length === 0 || typeMatches(calendar, found.kind === 'row' ? found.row : found.master, query));
}

function typeMatches(calendar: Calendar, row: StoredEvent, query: ListQuery): boolean {
  return row.bare === true || query.eventTypes.includes(effectiveFields(calendar, row).eventType ?? 'default');
}
