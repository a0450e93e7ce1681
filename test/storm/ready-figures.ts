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
  /** Slower than the bar, with all engines whole meanwhile. */
  readonly late: number;
  /** Slower than the bar while MongoDB or Kafka was not whole, so that nothing could be ready. */
  readonly lateInOutage: number;
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
    const times = ready.map(({ readyMs }) => readyMs).sort((a, b) => a - b);
    const late = ready.filter(({ readyMs }) => readyMs > READY_BAR_MS);
    const inOutage = late.filter(({ at, readyMs }) => outages.some(({ from, to }) => from < at + readyMs && to > at));
    const rank = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
    return {
      service, restarts: ready.length, p50: rank(0.5), p99: rank(0.99), max: times.at(-1) ?? Number.NaN,
      late: late.length - inOutage.length, lateInOutage: inOutage.length, cutShort: own.length - ready.length,
    };
  });
}

const serviceOf = ({ name }: Start): string => name.replace(/-\d+$/, '');
