import { isZone, localTime, type When } from '@portal-sync/kernel';
import type { GoogleTime } from '@portal-sync/google';
import { Temporal } from 'temporal-polyfill';

const HALF_HOUR_MS = 30 * 60_000;

/**
 * Google's start and end as one field. An end that is not after its start (Google does send them) becomes half an hour or a day; an unknown
 * zone becomes the calendar's. Null when there is no readable start.
 */
export function readWhen(start: GoogleTime | undefined, end: GoogleTime | undefined, calendarZone: string): When | null {
  const from = readDate(start?.date);
  if (from !== null) return { allDay: true, from, toExclusive: laterDate(from, readDate(end?.date)) };
  const startsAt = Date.parse(start?.dateTime ?? '');
  if (!Number.isFinite(startsAt) || Math.abs(startsAt) > LAST_MS) return null;
  const endsAt = Date.parse(end?.dateTime ?? '');
  const until = Number.isFinite(endsAt) && endsAt > startsAt && endsAt <= LAST_MS ? endsAt : startsAt + HALF_HOUR_MS;
  const zone = zoneOf(start?.timeZone, calendarZone);
  return { start: localTime(startsAt, zone), end: localTime(until, zone), zone };
}

/** End of the year 9999: what RFC 3339 can still say. */
const LAST_MS = 253_402_214_400_000;

function readDate(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return null;
  }
}

const laterDate = (from: string, to: string | null): string =>
  to !== null && to > from ? to : Temporal.PlainDate.from(from).add({ days: 1 }).toString();

const zoneOf = (own: string | null | undefined, calendars: string): string =>
  own !== null && own !== undefined && isZone(own) ? own : isZone(calendars) ? calendars : 'UTC';
