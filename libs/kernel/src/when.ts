import { Temporal } from 'temporal-polyfill';

/** A time with both ends: `start` and `end` are local times with their offset (RFC 3339), `zone` an IANA name. */
export interface TimedWhen {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

/** Whole days: dates without any zone, the end exclusive. */
export interface AllDayWhen {
  readonly allDay: true;
  readonly from: string;
  readonly toExclusive: string;
}

/** When something takes place: one field, never a start and an end that travel apart. */
export type When = TimedWhen | AllDayWhen;

export const isAllDay = (when: When): when is AllDayWhen => 'allDay' in when;

/** The span in ms since the epoch. Whole days begin at midnight in `zone`. */
export function spanOf(when: When, zone: string): { from: number; to: number } {
  if (!isAllDay(when)) return { from: Date.parse(when.start), to: Date.parse(when.end) };
  return { from: midnight(when.from, zone), to: midnight(when.toExclusive, zone) };
}

function midnight(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** Equal when they mean the same instants (or the same days) in the same zone, however the offset is written. */
export function sameWhen(a: When, b: When): boolean {
  if (isAllDay(a) || isAllDay(b)) {
    return isAllDay(a) && isAllDay(b) && a.from === b.from && a.toExclusive === b.toExclusive;
  }
  return Date.parse(a.start) === Date.parse(b.start) && Date.parse(a.end) === Date.parse(b.end) && a.zone === b.zone;
}

/** The local time with offset, without fractions of a second, of an instant (ms) in a zone. */
export function localTime(instant: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return zoned.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

/** True for an IANA zone name that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
