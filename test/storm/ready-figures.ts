import { percentile } from '../bench/percentile.ts';
import type { Outage } from './faults/run-faults.ts';
import type { Start } from './product/ready-watch.ts';
import { wholeStarts } from './whole-starts.ts';

/** How soon the processes of a service could be used again after a restart. */
export interface ReadyRow {
  readonly service: string;
  /** Starts after the first that came to be ready. */
  readonly restarts: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Slower than the bar, the time not counted in which MongoDB or Kafka could not be used or the process was paused: nothing can be ready then. */
  readonly late: number;
  /** Slower than the bar only for such a time. */
  readonly excused: number;
  /** Never ready before the end of the process: killed again meanwhile. */
  readonly cutShort: number;
}

export const READY_BAR_MS = 10_000;

/** Figures per service of every start but the first of each process. Pure. */
export function readyFigures(starts: readonly Start[], outages: readonly Outage[]): readonly ReadyRow[] {
  const again = restarts(starts);
  const services = [...new Set(starts.map(serviceOf))].sort();
  return services.map((service) => {
    const own = again.filter((start) => serviceOf(start) === service);
    const times = own.flatMap(({ readyMs }) => (readyMs === null ? [] : [readyMs]));
    const late = times.filter((ms) => ms > READY_BAR_MS);
    const byThemselves = own.filter((start) => isLate(start, outages)).length;
    return {
      service, restarts: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1),
      late: byThemselves, excused: late.length - byThemselves, cutShort: own.length - times.length,
    };
  });
}

/** Every start but the first of each process. */
const restarts = (starts: readonly Start[]): readonly Start[] => wholeStarts(starts).filter(({ name }, at, all) => all.findIndex((start) => start.name === name) !== at);

/** Slower than the bar by itself. */
const isLate = (start: Start, outages: readonly Outage[]): boolean => start.readyMs !== null && start.readyMs - hinderedMs(start, start.readyMs, outages) > READY_BAR_MS;

/** Each restart that was late by itself, in a line with what it waited for. Pure. */
export const lateStarts = (starts: readonly Start[], outages: readonly Outage[]): readonly string[] =>
  restarts(starts).filter((start) => isLate(start, outages)).map((start) => {
    const waits = [...start.waits].map(([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`).join(', ');
    return `${start.name} took ${((start.readyMs ?? 0) / 1000).toFixed(1)} s, ${(hinderedMs(start, start.readyMs ?? 0, outages) / 1000).toFixed(1)} s of it hindered: ${waits}`;
  });

/** How much of its start an engine could not be used, or the process itself was paused, ms. */
function hinderedMs({ name, at: from }: Start, readyMs: number, outages: readonly Outage[]): number {
  const to = from + readyMs;
  let reached = from;
  let sum = 0;
  for (const outage of outages.filter(({ of = name }) => of === name).toSorted((a, b) => a.from - b.from)) {
    const [begin, end] = [Math.max(reached, outage.from), Math.min(to, outage.to)];
    if (end <= begin) continue;
    sum += end - begin;
    reached = end;
  }
  return sum;
}

/** What restarts that came to be ready waited for, in their own words, ms in all; the longest first. Pure. */
export function waitedFor(starts: readonly Start[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const { waits } of wholeStarts(starts).filter(({ readyMs }) => readyMs !== null)) for (const [what, ms] of waits) sums.set(what, (sums.get(what) ?? 0) + ms);
  return [...sums].sort(([, a], [, b]) => b - a);
}

const serviceOf = ({ name }: Start): string => name.replace(/-\d+$/, '');
