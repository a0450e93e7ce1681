import { localTime } from '@portal-sync/kernel';

const DAY_MS = 86_400_000;
const SLOT_MS = 5 * 60_000;
const LASTS_MS = 30 * 60_000;

/** The start of the n-th time of a storm, as text of its ms: from tomorrow on, every five minutes, none twice. */
export const slotOf = (n: number, now = Date.now()): string => String((Math.floor(now / DAY_MS) + 1) * DAY_MS + (n % 20_000) * SLOT_MS);

/** A time in the platform's shape. */
export const whenOf = (start: string, zone: string) => ({ start: localTime(Number(start), zone), end: localTime(Number(start) + LASTS_MS, zone), zone });

/** The same in Google's. */
export const googleTimesOf = (start: string, zone: string) => {
  const when = whenOf(start, zone);
  return { start: { dateTime: when.start, timeZone: zone }, end: { dateTime: when.end, timeZone: zone } };
};

/** The instant of a start as text of its ms; an end that does not belong to it makes it another value. */
export function instantOf(start: string | undefined, end: string | undefined): string {
  const from = Date.parse(start ?? '');
  return Date.parse(end ?? '') - from === LASTS_MS ? String(from) : `${start} to ${end}`;
}
