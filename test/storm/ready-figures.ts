import { percentile } from '../bench/percentile.ts';
import type { Outage } from './faults/run-faults.ts';
import type { Start } from './product/ready-watch.ts';

/** How soon the processes of a service could be used again after a restart. */
export interface ReadyRow {
  readonly service: string;
  /** Starts after the first that came to be ready. */
  readonly restarts: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Slower than the bar, the time not counted in which MongoDB or Kafka could not be used: nothing can be ready then. */
  readonly late: number;
  /** Slower than the bar only for such a time. */
  readonly lateForEngines: number;
  /** Never ready before the end of the process: killed again meanwhile. */
  readonly cutShort: number;
}

export const READY_BAR_MS = 10_000;

/** Figures per service of every start but the first of each process. Pure. */
export function readyFigures(starts: readonly Start[], outages: readonly Outage[]): readonly ReadyRow[] {
  const firsts = new Set(starts.filter(({ name }, at) => starts.findIndex((start) => start.name === name) === at));
  const again = starts.filter((start) => !firsts.has(start));
  const services = [...new Set(starts.map(serviceOf))].sort();
  return services.map((service) => {
    const own = again.filter((start) => serviceOf(start) === service);
    const ready = own.flatMap(({ at, readyMs }) => (readyMs === null ? [] : [{ at, readyMs }]));
    const times = ready.map(({ readyMs }) => readyMs);
    const late = ready.filter(({ readyMs }) => readyMs > READY_BAR_MS);
    const byThemselves = late.filter(({ at, readyMs }) => readyMs - withoutEngines(at, at + readyMs, outages) > READY_BAR_MS).length;
    return {
      service, restarts: ready.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99), max: percentile(times, 1),
      late: byThemselves, lateForEngines: late.length - byThemselves, cutShort: own.length - ready.length,
    };
  });
}

/** How much of a time some engine could not be used, ms. */
function withoutEngines(from: number, to: number, outages: readonly Outage[]): number {
  let reached = from;
  let sum = 0;
  for (const outage of outages.toSorted((a, b) => a.from - b.from)) {
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
  for (const { waits } of starts.filter(({ readyMs }) => readyMs !== null)) for (const [what, ms] of waits) sums.set(what, (sums.get(what) ?? 0) + ms);
  return [...sums].sort(([, a], [, b]) => b - a);
}

const serviceOf = ({ name }: Start): string => name.replace(/-\d+$/, '');
