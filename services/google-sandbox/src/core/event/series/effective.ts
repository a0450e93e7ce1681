import type { Calendar } from '../../calendar/calendar.ts';
import { addDays, daysBetween, isAllDay } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { sameJson } from '../defined.ts';
import type { EventFields, ExceptionRow, MainRow, Overrides, Status, StoredEvent } from '../stored-event.ts';

/** The end of an occurrence: the series' length after its own start. */
function endOf(fields: EventFields, start: EventTime): EventTime {
  const { start: first, end } = fields;
  if (isAllDay(start)) return isAllDay(first) && isAllDay(end) ? { date: addDays(start.date, daysBetween(first.date, end.date)) } : start;
  return isAllDay(first) || isAllDay(end) ? start : { ms: start.ms + (end.ms - first.ms), zone: end.zone };
}

/** What an untouched occurrence of a series says. */
export function occurrenceFields(master: EventFields, original: EventTime): EventFields {
  const { recurrence: _, ...rest } = master;
  return { ...rest, start: original, end: endOf(master, original) };
}

export function masterOf(calendar: Calendar, row: ExceptionRow): MainRow | undefined {
  const master = calendar.byId.get(row.masterId);
  return master?.kind === 'main' ? master : undefined;
}

/** What an event says, an exception on top of its series. A guest invited to one occurrence only has no series. */
export function effectiveFields(calendar: Calendar, row: StoredEvent): EventFields {
  if (row.kind === 'main') return row.fields;
  const master = masterOf(calendar, row);
  const fields: Record<string, unknown> = master ? { ...occurrenceFields(master.fields, row.original) } : {};
  for (const [key, value] of Object.entries(row.overrides)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return fields as unknown as EventFields;
}

/** A cancelled series takes its exceptions with it. */
export function effectiveStatus(calendar: Calendar, row: StoredEvent): Status {
  if (row.kind === 'main' || row.status === 'cancelled') return row.status;
  return masterOf(calendar, row)?.status === 'cancelled' ? 'cancelled' : row.status;
}

/** What an exception has to remember to say `fields` on top of its series. */
export function overridesFor(master: EventFields | undefined, original: EventTime, fields: EventFields): Overrides {
  if (!master) return fields;
  const plain = occurrenceFields(master, original) as unknown as Record<string, unknown>;
  const said = fields as unknown as Record<string, unknown>;
  const overrides: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(plain), ...Object.keys(said)])) {
    if (key !== 'recurrence' && !sameJson(plain[key], said[key])) overrides[key] = said[key] ?? null;
  }
  return overrides as Overrides;
}
