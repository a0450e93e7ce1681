/** Times as people read them. `at` in ms since the epoch; zones are IANA names. */
const cached = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  let found = cached.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, { ...options, ...(zone === undefined ? {} : { timeZone: zone }) });
    cached.set(key, found);
  }
  return found;
}

/** `3 May 2026, 14:05`; the year only when it is another. */
export function dateAndTime(at: number, locale: string, options: { now: number; zone?: string }): string {
  const sameYear = new Date(at).getUTCFullYear() === new Date(options.now).getUTCFullYear();
  return formatter(locale, options.zone, {
    day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }), hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(at);
}

/** `Monday 4 May 2026` */
export const longDay = (at: number, locale: string, zone?: string): string =>
  formatter(locale, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** `4 May 2026` */
export const dayOnly = (at: number, locale: string, zone?: string): string => formatter(locale, zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** `Mon 4 May 2026`, of a date without a zone: `2026-05-04`. */
export const writtenDay = (day: string, locale: string): string => formatter(locale, 'UTC', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${day.slice(0, 10)}T00:00:00Z`));

/** `May`, from 5. */
export const monthName = (month: number, locale: string): string => formatter(locale, 'UTC', { month: 'long' }).format(Date.UTC(2026, month - 1, 1));

/** The day of something past: `Tuesday` within the last six days, else `4 May`, the year only when it is another. */
export function dayLately(at: number, now: number, locale: string): string {
  if (now - at < 6 * 86_400_000) return formatter(locale, undefined, { weekday: 'long' }).format(at);
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return formatter(locale, undefined, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** `14:05` */
export const timeOnly = (at: number, locale: string, zone?: string): string => formatter(locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

const STEPS: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

/** `5 minutes ago`, `in 2 hours`, `yesterday`; within a minute `this minute`. Beyond a week undefined: a date says more. */
export function relative(at: number, now: number, locale: string): string | undefined {
  const away = at - now;
  if (Math.abs(away) > 7 * 86_400_000) return undefined;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, ms] of STEPS) if (Math.abs(away) >= ms) return words.format(Math.trunc(away / ms), unit);
  return words.format(0, 'minute');
}

/** `2 min 5 s`, from ms. */
export function duration(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const unit = (value: number, name: 'second' | 'minute'): string => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (ms < 1000) return unit(Math.max(0.1, Math.round(ms / 100) / 10), 'second');
  return seconds < 60 ? unit(seconds, 'second') : `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
}
