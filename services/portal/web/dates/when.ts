import type { Appointment } from '@portal-sync/contracts';
import { dayOnly, longDay, timeOnly } from './format.ts';

type When = Appointment['when'];

const DAY_MS = 86_400_000;

/** A date without a zone as an instant that reads as that date in UTC. */
const dateAt = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** `Monday 4 May 2026, 14:00 - 15:00` in `zone`; whole days without any zone. */
export function whenText(when: When, locale: string, zone: string, allDay: string): string {
  if ('allDay' in when) {
    const [first, last] = [dateAt(when.from), dateAt(when.toExclusive) - DAY_MS];
    return first === last ? `${longDay(first, locale, 'UTC')}, ${allDay}` : `${dayOnly(first, locale, 'UTC')} – ${dayOnly(last, locale, 'UTC')}, ${allDay}`;
  }
  const [start, end] = [Date.parse(when.start), Date.parse(when.end)];
  const sameDay = dayOnly(start, locale, zone) === dayOnly(end, locale, zone);
  return sameDay
    ? `${longDay(start, locale, zone)}, ${timeOnly(start, locale, zone)} – ${timeOnly(end, locale, zone)}`
    : `${longDay(start, locale, zone)}, ${timeOnly(start, locale, zone)} – ${longDay(end, locale, zone)}, ${timeOnly(end, locale, zone)}`;
}

/** When it begins, ms; whole days at midnight UTC, good for sorting only. */
export const startOf = (when: When): number => ('allDay' in when ? dateAt(when.from) : Date.parse(when.start));

/** The zone of this browser. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
