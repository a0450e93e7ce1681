import { Temporal } from 'temporal-polyfill';

/** An instant (RFC 3339 or ms) as the local time with offset of a zone: `2026-05-04T10:00:00+02:00`, as the API writes times. */
export function localTimeIn(instant: string | number, zone: string): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

/** What a clock on the wall shows there, for a date-and-time field: `2026-05-04T10:00`. */
export const wallTimeIn = (instant: string | number, zone: string): string => localTimeIn(instant, zone).slice(0, 16);

/** The instant of a wall time in a zone, with offset. A time that a change of clocks skips moves on by the gap; one that comes twice is the first. */
export const fromWallTime = (wall: string, zone: string): string =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** The day after, for exclusive ends: `2026-05-04` gives `2026-05-05`. */
export const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

export const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();

/** Minutes later, with the offset that holds then. */
export const later = (instant: string, minutes: number, zone: string): string => localTimeIn(Date.parse(instant) + minutes * 60_000, zone);

/** `UTC+2`, at this moment. */
export function offsetOf(zone: string, at: number, locale: string): string {
  const part = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at).find((one) => one.type === 'timeZoneName');
  return part?.value.replace('GMT', 'UTC') ?? zone;
}
