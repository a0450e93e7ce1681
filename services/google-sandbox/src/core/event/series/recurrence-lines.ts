import { isAllDay, parseDateTime } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { isZone } from '../../time/zone.ts';

/** The lines of `recurrence[]`, sorted out. Dates are kept as instants (or dates, for an all-day series). */
export interface RuleSet {
  readonly rules: readonly string[];
  readonly exRules: readonly string[];
  readonly dates: readonly EventTime[];
  readonly exDates: readonly EventTime[];
}

/** `20260301T090000Z`, `20260301T090000` in the line's or series' zone, or `20260301`. */
function readStamp(stamp: string, zone: string, series: EventTime): EventTime | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(stamp.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (isAllDay(series)) return { date };
  // A bare date in a timed series means that day's occurrence.
  const wall = hour === undefined ? `${date}T${wallClock(series)}` : `${date}T${hour}:${minute}:${second}`;
  const ms = parseDateTime(utc === 'Z' ? `${wall}Z` : wall, zone);
  return ms === undefined ? undefined : { ms, zone: series.zone };
}

const wallClock = (series: { ms: number; zone: string }): string => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: series.zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return parts.format(series.ms);
};

function readDates(line: string, series: EventTime): EventTime[] {
  const colon = line.indexOf(':');
  const named = /TZID=([^;:]+)/.exec(line.slice(0, colon))?.[1];
  const seriesZone = isAllDay(series) ? 'UTC' : series.zone;
  const zone = named !== undefined && isZone(named) ? named : seriesZone;
  return line
    .slice(colon + 1)
    .split(',')
    .map((stamp) => readStamp(stamp.split('/')[0] ?? '', zone, series))
    .filter((time) => time !== undefined);
}

/** Sorts the lines of a series that starts at `start`. Malformed dates are passed over, as Google itself has returned some. */
export function readRuleSet(lines: readonly string[], start: EventTime): RuleSet {
  const of = (name: string) => lines.filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
  return {
    rules: of('RRULE').map((line) => line.slice(line.indexOf(':') + 1)),
    exRules: of('EXRULE').map((line) => line.slice(line.indexOf(':') + 1)),
    dates: of('RDATE').flatMap((line) => readDates(line, start)),
    exDates: of('EXDATE').flatMap((line) => readDates(line, start)),
  };
}
