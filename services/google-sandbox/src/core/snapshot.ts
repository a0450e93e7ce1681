import { newCalendar } from './calendar/calendar.ts';
import type { AclRule, Calendar, CalendarHead } from './calendar/calendar.ts';
import type { StoredEvent } from './event/stored-event.ts';
import type { State } from './state.ts';

const VERSION = 1;

/** What of the state is kept as it is: maps as entries, the rest as JSON. */
const MAPS = ['accounts', 'subByEmail', 'clients', 'grants', 'codes', 'tokens', 'channels'] as const;
const PLAIN = ['clockOffset', 'lastMicros', 'lastId', 'deliveries', 'mails', 'limits'] as const;

interface SavedCalendar {
  readonly head: CalendarHead;
  readonly acl: [string, AclRule][];
  readonly seq: number;
  readonly lastChangeMicros: number;
  readonly tokenEpoch: number;
  readonly rows: StoredEvent[];
}

/** Each calendar's text, remembered until the calendar changes: a save costs what changed since the last one. */
const texts = new WeakMap<Calendar, { mark: string; text: string }>();

function calendarText(calendar: Calendar): string {
  const mark = `${calendar.seq} ${calendar.tokenEpoch} ${calendar.head.etagMicros} ${JSON.stringify([...calendar.acl])}`;
  const known = texts.get(calendar);
  if (known?.mark === mark) return known.text;
  const { head, acl, seq, lastChangeMicros, tokenEpoch, rows } = calendar;
  const text = JSON.stringify({ head, acl: [...acl], seq, lastChangeMicros, tokenEpoch, rows } satisfies SavedCalendar);
  texts.set(calendar, { mark, text });
  return text;
}

/** The whole lasting state as one JSON text. */
export function writeSnapshot(state: State): string {
  const head: Record<string, unknown> = { version: VERSION };
  for (const name of PLAIN) head[name] = state[name];
  for (const name of MAPS) head[name] = [...state[name]];
  head['lists'] = [...state.lists].map(([sub, entries]) => [sub, [...entries]]);
  const calendars = [...state.calendars.values()].map(calendarText);
  return `${JSON.stringify(head).slice(0, -1)},"calendars":[\n${calendars.join(',\n')}\n]}`;
}

function readCalendar(saved: SavedCalendar): Calendar {
  const calendar = newCalendar(saved.head);
  calendar.acl = new Map(saved.acl);
  calendar.seq = saved.seq;
  calendar.lastChangeMicros = saved.lastChangeMicros;
  calendar.tokenEpoch = saved.tokenEpoch;
  calendar.rows = saved.rows;
  for (const row of saved.rows) index(calendar, row);
  calendar.log = saved.rows.map(({ seq, id }) => ({ seq, id })).sort((a, b) => a.seq - b.seq);
  return calendar;
}

function index(calendar: Calendar, row: StoredEvent): void {
  calendar.byId.set(row.id, row);
  const uid = calendar.byUid.get(row.iCalUID) ?? new Set();
  calendar.byUid.set(row.iCalUID, uid.add(row.id));
  if (row.kind !== 'exception') return;
  const siblings = calendar.exceptionsOf.get(row.masterId) ?? new Set();
  calendar.exceptionsOf.set(row.masterId, siblings.add(row.id));
}

/** Puts a snapshot's state into `state`. Throws with a plain sentence if the text is no snapshot of ours. */
export function readSnapshot(text: string, state: State): void {
  const saved = parse(text);
  if (saved['version'] !== VERSION) throw new Error(`the snapshot has version ${String(saved['version'])}, expected ${VERSION}`);
  for (const name of PLAIN) if (saved[name] !== undefined) Object.assign(state, { [name]: saved[name] });
  for (const name of MAPS) Object.assign(state, { [name]: new Map(saved[name] as [string, never][]) });
  state.lists = new Map((saved['lists'] as [string, [string, never][]][]).map(([sub, entries]) => [sub, new Map(entries)]));
  state.calendars = new Map((saved['calendars'] as SavedCalendar[]).map((one) => [one.head.id, readCalendar(one)]));
  // Whoever had taken a delivery is gone with the old process.
  state.deliveries = state.deliveries.map((delivery) => ({ ...delivery, taken: false }));
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error('the snapshot is not JSON');
  }
}
