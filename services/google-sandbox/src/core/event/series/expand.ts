import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { isAllDay } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { readRuleSet } from './recurrence-lines.ts';
import type { EventFields } from '../stored-event.ts';

/** No window is expanded further than this many occurrences per series. */
const MOST = 2_000;

const dateMs = (date: string): number => Date.parse(`${date}T00:00:00Z`);
/** One number per start: the instant, or midnight UTC of a date. Only ever compared within one series. */
export const startKey = (time: EventTime): number => (isAllDay(time) ? dateMs(time.date) : time.ms);
const fromKey = (key: number, start: EventTime): EventTime =>
  isAllDay(start) ? { date: new Date(key).toISOString().slice(0, 10) } : { ms: key, zone: start.zone };

/** An UNTIL that is a date in a timed series (or the reverse) is malformed, yet Google stores it; read it generously. */
function tolerantRule(rule: string, start: EventTime): string {
  return rule.replace(/UNTIL=(\d{8})(T\d{6}Z?)?/, (_, day: string, time: string | undefined) => {
    if (isAllDay(start)) return `UNTIL=${day}T235959Z`;
    return `UNTIL=${day}${time === undefined ? 'T235959Z' : time.endsWith('Z') ? time : `${time}Z`}`;
  });
}

function compile(rule: string, start: EventTime): RRuleTemporal | undefined {
  const zone = isAllDay(start) ? 'UTC' : start.zone;
  const dtstart = Temporal.Instant.fromEpochMilliseconds(startKey(start)).toZonedDateTimeISO(zone);
  try {
    return new RRuleTemporal({ rruleString: `RRULE:${tolerantRule(rule, start)}`, dtstart, tzid: zone, maxIterations: 20_000 });
  } catch {
    return undefined;
  }
}

interface Compiled {
  readonly rules: readonly RRuleTemporal[];
  readonly exRules: readonly RRuleTemporal[];
  readonly dates: readonly number[];
  readonly exDates: ReadonlySet<number>;
}

const compiled = new WeakMap<readonly string[], { start: number; set: Compiled }>();

function compileSet(recurrence: readonly string[], start: EventTime): Compiled {
  const cached = compiled.get(recurrence);
  if (cached && cached.start === startKey(start)) return cached.set;
  const lines = readRuleSet(recurrence, start);
  const rules = (texts: readonly string[]) => texts.map((rule) => compile(rule, start)).filter((rule) => rule !== undefined);
  const set: Compiled = {
    rules: rules(lines.rules),
    exRules: rules(lines.exRules),
    dates: lines.dates.map(startKey),
    exDates: new Set(lines.exDates.map(startKey)),
  };
  compiled.set(recurrence, { start: startKey(start), set });
  return set;
}

function between(rule: RRuleTemporal, from: number, to: number): number[] {
  const keys: number[] = [];
  let at: Date = new Date(from - 1);
  while (keys.length < MOST) {
    const next = rule.next(at, false);
    if (!next || next.epochMilliseconds >= to) break;
    keys.push(next.epochMilliseconds);
    at = new Date(next.epochMilliseconds);
  }
  return keys;
}

/** Starts of a series within [from, to) in the numbers of `startKey`, sorted, each once. The first start always counts. */
export function expandKeys(fields: EventFields, from: number, to: number): number[] {
  const { recurrence, start } = fields;
  if (!recurrence) return [];
  const set = compileSet(recurrence, start);
  const keys = new Set<number>();
  if (set.rules.length > 0 || set.dates.length === 0) keys.add(startKey(start));
  for (const rule of set.rules) for (const key of between(rule, from, to)) keys.add(key);
  for (const key of set.dates) keys.add(key);
  for (const rule of set.exRules) for (const key of between(rule, from, to)) keys.delete(key);
  return [...keys].filter((key) => key >= from && key < to && !set.exDates.has(key)).sort((a, b) => a - b);
}

/** As `expandKeys`, as times. */
export const expandStarts = (fields: EventFields, from: number, to: number): EventTime[] =>
  expandKeys(fields, from, to).map((key) => fromKey(key, fields.start));

/** Whether the series really has an occurrence that starts then. */
export const hasOccurrence = (fields: EventFields, original: EventTime): boolean =>
  isAllDay(fields.start) === isAllDay(original) && expandKeys(fields, startKey(original), startKey(original) + 1).length === 1;
