import type { Calendar } from './calendar/calendar.ts';
import { SAVED_MAPS, SAVED_VALUES, loadCalendar, loadList, loadMap, saveCalendar } from './saved.ts';
import type { SavedCalendar } from './saved.ts';
import type { State } from './state.ts';

const VERSION = 1;

/** Each calendar's text, remembered until the calendar changes: a save costs what changed since the last one. */
const texts = new WeakMap<Calendar, { mark: string; text: string }>();

/** Moves with everything a calendar keeps. */
export const calendarMark = (calendar: Calendar): string =>
  `${calendar.seq} ${calendar.tokenEpoch} ${calendar.head.etagMicros} ${calendar.acl.size === 0 ? '' : JSON.stringify([...calendar.acl])}`;

function calendarText(calendar: Calendar): string {
  const mark = calendarMark(calendar);
  const known = texts.get(calendar);
  if (known?.mark === mark) return known.text;
  const text = JSON.stringify(saveCalendar(calendar, calendar.rows));
  texts.set(calendar, { mark, text });
  return text;
}

/** The whole lasting state as one JSON text. */
export function writeSnapshot(state: State): string {
  const head: Record<string, unknown> = { version: VERSION, mails: state.mails, deliveries: state.deliveries };
  for (const name of SAVED_VALUES) head[name] = state[name];
  for (const name of SAVED_MAPS) head[name] = [...state[name]];
  head['lists'] = [...state.lists].map(([sub, entries]) => [sub, [...entries]]);
  const calendars = [...state.calendars.values()].map(calendarText);
  return `${JSON.stringify(head).slice(0, -1)},"calendars":[\n${calendars.join(',\n')}\n]}`;
}

/** Puts a snapshot's state into an empty `state`. Throws with a plain sentence if the text is no snapshot of ours. */
export function readSnapshot(text: string, state: State): void {
  const saved = parse(text);
  if (saved['version'] !== VERSION) throw new Error(`it has version ${String(saved['version'])}, expected ${VERSION}`);
  for (const name of SAVED_VALUES) if (saved[name] !== undefined) Object.assign(state, { [name]: saved[name] });
  for (const name of SAVED_MAPS) loadMap(state, name, saved[name] as [string, unknown][]);
  for (const [sub, entries] of saved['lists'] as [string, [string, never][]][]) loadList(state, sub, entries);
  for (const calendar of saved['calendars'] as SavedCalendar[]) loadCalendar(state, calendar);
  state.mails = saved['mails'] as State['mails'];
  // Whoever had taken a delivery is gone with the old process.
  state.deliveries = (saved['deliveries'] as State['deliveries']).map((delivery) => ({ ...delivery, taken: false }));
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error('it is not JSON');
  }
}
