import { changedRows } from './calendar/calendar.ts';
import type { Calendar } from './calendar/calendar.ts';
import type { Mail } from './ledger/mails.ts';
import { SAVED_MAPS, SAVED_VALUES, loadCalendar, loadList, loadMap, saveCalendar } from './saved.ts';
import type { SavedCalendar } from './saved.ts';
import { calendarMark } from './snapshot.ts';
import type { State } from './state.ts';
import { emptyState } from './world.ts';

/** What changed between two looks at the state, small enough to be written down after every request. */
interface Change {
  reset?: true;
  values: Record<string, unknown>;
  maps: Record<string, [string, unknown][]>;
  lists: [string, [string, unknown][]][];
  calendars: SavedCalendar[];
  /** Mails since the last look; `from` is how many there were (fewer than before means that the ledger was emptied). */
  mails: { from: number; added: readonly Mail[] };
}

/** Watches a state and tells what has changed since it was last asked. Notifications under way are not part of it. */
export interface ChangeRecorder {
  /** One line of JSON, or undefined when nothing changed. */
  take(): string | undefined;
  /** The next change begins by forgetting everything. */
  forget(): void;
}

export function createChangeRecorder(state: State): ChangeRecorder {
  let marks = new WeakMap<Calendar, { mark: string; seq: number }>();
  let values = '';
  let mailCount = 0;
  let reset = false;

  const takeCalendars = (): SavedCalendar[] => {
    const changed: SavedCalendar[] = [];
    for (const calendar of state.calendars.values()) {
      const mark = calendarMark(calendar);
      const known = marks.get(calendar);
      if (known?.mark === mark) continue;
      changed.push(saveCalendar(calendar, changedRows(calendar, known?.seq ?? 0, calendar.seq)));
      marks.set(calendar, { mark, seq: calendar.seq });
    }
    return changed;
  };

  const takeMaps = (): Change['maps'] => {
    const maps: Change['maps'] = {};
    for (const name of SAVED_MAPS) {
      const keys = state[name].takeWritten();
      if (keys.length > 0) maps[name] = keys.map((key) => [key, state[name].get(key) ?? null]);
    }
    return maps;
  };

  const takeMails = (): Change['mails'] => {
    const from = Math.min(mailCount, state.mails.length);
    const emptied = state.mails.length < mailCount;
    mailCount = state.mails.length;
    return emptied ? { from: 0, added: state.mails } : { from, added: state.mails.slice(from) };
  };

  return {
    take() {
      const said = JSON.stringify(SAVED_VALUES.map((name) => state[name]));
      const lists = state.lists.takeWritten().map((sub): [string, [string, unknown][]] => [sub, [...(state.lists.get(sub) ?? [])]]);
      const before = mailCount;
      const change: Change = {
        ...(reset ? { reset } : {}),
        values: said === values ? {} : Object.fromEntries(SAVED_VALUES.map((name) => [name, state[name]])),
        maps: takeMaps(),
        lists,
        calendars: takeCalendars(),
        mails: takeMails(),
      };
      const quiet = !reset && said === values && Object.keys(change.maps).length === 0 && lists.length === 0 && change.calendars.length === 0 && before === mailCount;
      values = said;
      reset = false;
      return quiet ? undefined : JSON.stringify(change);
    },
    forget() {
      marks = new WeakMap();
      reset = true;
      values = '';
      mailCount = 0;
    },
  };
}

/** Brings a state to what one recorded change says. */
export function applyChange(state: State, line: string): void {
  const change = JSON.parse(line) as Change;
  if (change.reset) Object.assign(state, emptyState());
  Object.assign(state, change.values);
  for (const name of SAVED_MAPS) loadMap(state, name, change.maps[name] ?? []);
  for (const [sub, entries] of change.lists) loadList(state, sub, entries as [string, never][]);
  for (const calendar of change.calendars) loadCalendar(state, calendar);
  state.mails = [...state.mails.slice(0, change.mails.from), ...change.mails.added];
}
