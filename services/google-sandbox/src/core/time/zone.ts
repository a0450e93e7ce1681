import { Temporal } from 'temporal-polyfill';

const QUARTER_HOUR = 900_000;
const offsets = new Map<string, Map<number, number>>();
const known = new Map<string, boolean>();

/** Whether `zone` is a time zone name this machine's tz database knows. */
export function isZone(zone: string): boolean {
  const cached = known.get(zone);
  if (cached !== undefined) return cached;
  let valid = false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // Google takes IANA names; a bare offset is not one of them.
    valid = !/^[+-]/.test(zone);
  } catch {
    valid = false;
  }
  known.set(zone, valid);
  return valid;
}

/** Offset from UTC in milliseconds that holds in `zone` at `ms`. Cached, because lists ask for it thousands of times. */
export function offsetAt(zone: string, ms: number): number {
  if (zone === 'UTC') return 0;
  let slots = offsets.get(zone);
  if (!slots) offsets.set(zone, (slots = new Map()));
  // No zone has ever changed its offset off a quarter hour within the years calendars hold.
  const slot = Math.floor(ms / QUARTER_HOUR);
  let offset = slots.get(slot);
  if (offset === undefined) {
    offset = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
    if (slots.size > 20_000) slots.clear();
    slots.set(slot, offset);
  }
  return offset;
}

/** The instant of a wall time (`2026-03-29T02:30:00`) in `zone`; a time that a DST gap skips moves forward. */
export function wallToMs(wall: string, zone: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}

/** RFC 3339 with the offset of `zone`, whole seconds, `Z` for UTC: how Google writes a `dateTime`. */
export function formatInZone(ms: number, zone: string): string {
  const offset = offsetAt(zone, ms);
  const wall = new Date(ms + offset).toISOString().slice(0, 19);
  if (offset === 0) return `${wall}Z`;
  const minutes = Math.abs(Math.round(offset / 60_000));
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The wall time in `zone`, `YYYY-MM-DDTHH:MM:SS`. */
export const wallInZone = (ms: number, zone: string): string => new Date(ms + offsetAt(zone, ms)).toISOString().slice(0, 19);
