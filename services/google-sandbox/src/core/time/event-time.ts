import { formatInZone, offsetAt, wallToMs } from './zone.ts';

/** When an event starts or ends: a date without any zone, or an instant with the zone it was given in. */
export type EventTime = { readonly date: string } | { readonly ms: number; readonly zone: string };

export const isAllDay = (time: EventTime): time is { readonly date: string } => 'date' in time;

/** The instant, taking a date as midnight in `zone`: that is how Google compares all-day events with `timeMin` and `timeMax`. */
export function instantOf(time: EventTime, zone: string): number {
  if (!isAllDay(time)) return time.ms;
  const guess = Date.parse(`${time.date}T00:00:00Z`);
  return zone === 'UTC' ? guess : guess - offsetAt(zone, guess - offsetAt(zone, guess));
}

/** Google's wire form; the dateTime is written in `responseZone`, the event keeps naming its own zone. */
export function toWire(time: EventTime, responseZone: string): { date: string } | { dateTime: string; timeZone: string } {
  return isAllDay(time) ? { date: time.date } : { dateTime: formatInZone(time.ms, responseZone), timeZone: time.zone };
}

/** The stamp in an instance's id: `YYYYMMDDTHHMMSSZ`, or `YYYYMMDD` for all-day series. */
export function stampOf(time: EventTime): string {
  if (isAllDay(time)) return time.date.replaceAll('-', '');
  return `${new Date(time.ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Reads a stamp back. A timed stamp is UTC; the zone is the series' own. */
export function timeOfStamp(stamp: string, zone: string): EventTime | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(stamp);
  if (day) return { date: `${day[1]}-${day[2]}-${day[3]}` };
  const at = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(stamp);
  if (!at) return undefined;
  const ms = Date.parse(`${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z`);
  return Number.isNaN(ms) ? undefined : { ms, zone };
}

/** Adds whole days to a date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const sameTime = (a: EventTime, b: EventTime): boolean =>
  isAllDay(a) ? isAllDay(b) && a.date === b.date : !isAllDay(b) && a.ms === b.ms;

/** Parses a full RFC 3339 instant (offset mandatory, milliseconds ignored), or gives undefined. */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000) * 1000;
}

/** Parses a dateTime that may lack its offset, which `zone` then gives; undefined when it cannot be read. */
export function parseDateTime(text: string, zone: string): number | undefined {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)) return undefined;
  try {
    return Math.floor(wallToMs(text, zone) / 1000) * 1000;
  } catch {
    return undefined;
  }
}

/** Whether `text` is a real date of the form `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
