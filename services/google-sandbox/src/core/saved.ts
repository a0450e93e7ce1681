import type { State } from './state.ts';
import { newCalendar, putRow } from './calendar/calendar.ts';
import type { AclRule, Calendar, CalendarHead } from './calendar/calendar.ts';
import type { StoredEvent } from './event/stored-event.ts';
import { TrackedMap } from './tracked-map.ts';

/** What of the state lasts, besides the calendars, their lists and the mails. */
export const SAVED_MAPS = ['accounts', 'subByEmail', 'clients', 'grants', 'codes', 'tokens', 'channels'] as const;
export const SAVED_VALUES = ['clockOffset', 'lastMicros', 'lastId', 'limits'] as const;

/** A calendar as it is written down: whole, or with the rows that changed. */
export interface SavedCalendar {
  readonly head: CalendarHead;
  readonly acl: readonly [string, AclRule][];
  readonly seq: number;
  readonly lastChangeMicros: number;
  readonly tokenEpoch: number;
  readonly rows: readonly StoredEvent[];
}

export function saveCalendar(calendar: Calendar, rows: readonly StoredEvent[]): SavedCalendar {
  const { head, acl, seq, lastChangeMicros, tokenEpoch } = calendar;
  return { head, acl: [...acl], seq, lastChangeMicros, tokenEpoch, rows };
}

/** Brings a calendar to what was written down, making it if it is not there. Rows go in by order of change, as they came. */
export function loadCalendar(state: State, saved: SavedCalendar): void {
  const calendar = state.calendars.get(saved.head.id) ?? newCalendar(saved.head);
  calendar.head = saved.head;
  calendar.acl = new Map(saved.acl);
  calendar.seq = saved.seq;
  calendar.lastChangeMicros = saved.lastChangeMicros;
  calendar.tokenEpoch = saved.tokenEpoch;
  for (const row of [...saved.rows].sort((a, b) => a.seq - b.seq)) putRow(calendar, row);
  state.calendars.set(saved.head.id, calendar);
}

/** Takes over the entries of the saved maps; a null stands for one that is gone. */
export function loadMap(state: State, name: (typeof SAVED_MAPS)[number], entries: readonly (readonly [string, unknown])[]): void {
  const map = state[name] as TrackedMap<unknown>;
  for (const [key, value] of entries) {
    if (value === null) map.delete(key);
    else map.set(key, value);
  }
  map.takeWritten();
}

/** Takes over one person's calendar list. */
export function loadList(state: State, sub: string, entries: readonly [string, never][]): void {
  state.lists.set(sub, new Map(entries));
  state.lists.takeWritten();
}
