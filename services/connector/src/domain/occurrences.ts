import { isAllDay, localTime, type When } from '@portal-sync/kernel';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

export interface Series {
  readonly when: When;
  /** RRULE, RDATE, EXDATE lines, as Google gives them. */
  readonly recurrence: readonly string[];
}

export interface Occurrence {
  /** What Google calls the occurrence: an instant (`2026-05-04T07:00:00Z`) or a date. */
  readonly originalStart: string;
  readonly when: When;
}

/** Most occurrences that one series may put into a window; a rule by the minute blocks as much as it can and no more. */
const MOST = 500;

/**
 * Occurrences of a series that take time in a window (ms). A rule that cannot be expanded gives its first occurrence: better one than none,
 * and the series stays kept as it is.
 */
export function occurrences(series: Series, window: { readonly from: number; readonly to: number }): readonly Occurrence[] {
  const allDay = isAllDay(series.when);
  const zone = isAllDay(series.when) ? 'UTC' : series.when.zone;
  const first = isAllDay(series.when) ? dateStart(series.when.from) : Date.parse(series.when.start);
  const length = isAllDay(series.when) ? dateStart(series.when.toExclusive) - first : Date.parse(series.when.end) - first;
  return starts(series.recurrence, { first, zone, allDay }, { from: window.from - length, to: window.to }).map((at) => occurrence(at, length, zone, allDay));
}

function occurrence(at: number, length: number, zone: string, allDay: boolean): Occurrence {
  if (allDay) return { originalStart: dateOf(at), when: { allDay: true, from: dateOf(at), toExclusive: dateOf(at + length) } };
  const when = { start: localTime(at, zone), end: localTime(at + length, zone), zone };
  return { originalStart: Temporal.Instant.fromEpochMilliseconds(at).toString(), when };
}

function starts(
  lines: readonly string[],
  anchor: { readonly first: number; readonly zone: string; readonly allDay: boolean },
  window: { readonly from: number; readonly to: number },
): readonly number[] {
  const excluded = new Set(datesIn(lines, 'EXDATE', anchor.zone));
  const added = datesIn(lines, 'RDATE', anchor.zone);
  const found = new Set([anchor.first, ...added, ...lines.filter((line) => /^RRULE/i.test(line)).flatMap((line) => ruleStarts(line, anchor, window))]);
  return [...found].filter((at) => !excluded.has(at) && at > window.from && at < window.to).sort((a, b) => a - b).slice(0, MOST);
}

function ruleStarts(line: string, anchor: { first: number; zone: string; allDay: boolean }, window: { from: number; to: number }): readonly number[] {
  try {
    const dtstart = Temporal.Instant.fromEpochMilliseconds(anchor.first).toZonedDateTimeISO(anchor.zone);
    const rule = new RRuleTemporal({ rruleString: tolerated(line, anchor.allDay), dtstart, maxIterations: 20_000 });
    const found: number[] = [];
    let next = rule.next(new Date(Math.max(window.from, anchor.first - 1)), true);
    while (next !== null && next.epochMilliseconds < window.to && found.length < MOST) {
      found.push(next.epochMilliseconds);
      next = rule.next(new Date(next.epochMilliseconds), false);
    }
    return found;
  } catch {
    return [];
  }
}

/** An UNTIL of whole days says the last day, also where hours are meant, and the other way round. */
function tolerated(line: string, allDay: boolean): string {
  const rule = line.replace(/^RRULE[^:]*:/i, '');
  return rule.replace(/UNTIL=(\d{8})(T\d{6}Z?)?/i, (_whole, date: string, time: string | undefined) => `UNTIL=${date}${time ?? (allDay ? 'T000000Z' : 'T235959Z')}`);
}

/** Instants (ms) of RDATE and EXDATE lines: several per line, in their own zone, or as dates. */
function datesIn(lines: readonly string[], name: 'RDATE' | 'EXDATE', zone: string): readonly number[] {
  return lines.flatMap((line) => {
    const found = new RegExp(`^${name}((?:;[^:]*)?):(.*)$`, 'i').exec(line.trim());
    const own = /TZID=([^;:]+)/i.exec(found?.[1] ?? '')?.[1] ?? zone;
    return (found?.[2] ?? '').split(',').flatMap((text) => readStamp(text.trim(), own));
  });
}

function readStamp(text: string, zone: string): readonly number[] {
  const part = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/.exec(text);
  if (part === null) return [];
  const [, year, month, day, hour = '00', minute = '00', second = '00', utc] = part;
  try {
    const local = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    return [local.toZonedDateTime(utc === 'Z' ? 'UTC' : zone).epochMilliseconds];
  } catch {
    return [];
  }
}

const dateStart = (date: string): number => Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds;
const dateOf = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate().toString();
