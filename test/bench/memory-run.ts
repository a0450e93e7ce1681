import { setTimeout as pause } from 'node:timers/promises';
import { at, googleTimes } from '../house/times.ts';
import type { Crew } from './crew.ts';
import type { LiveHeap } from './live-heap.ts';
import { percentile } from './percentile.ts';
import { residentMb, serviceProcesses, type ServiceProcess } from './service-processes.ts';

export interface MemoryFigures {
  readonly name: string;
  /** Resident memory around minute 2 and at the end, MB. */
  readonly early: number;
  readonly late: number;
  /** Between the two, MB a minute: the line that fits the samples best. */
  readonly slope: number;
  /** In use after a full collection just after minute 2 and at the end, MB; NaN for the engines, which are not asked. */
  readonly earlyHeap: number;
  readonly lateHeap: number;
}

export interface MemoryRunFigures {
  readonly done: number;
  readonly failed: number;
  /** Why, and how often. */
  readonly failures: ReadonlyMap<string, number>;
  readonly services: readonly MemoryFigures[];
}

export interface MemoryRun {
  readonly minutes: number;
  readonly perSecond: number;
  readonly heap: LiveHeap;
  /** Takes one line every minute. */
  readonly say: (line: string) => void;
}

interface Sample {
  readonly minute: number;
  readonly megabytes: ReadonlyMap<number, number>;
}

const SAMPLE_MS = 10_000;
const EARLY_MINUTE = 2;
/** Samples this near to a minute stand for it. */
const AROUND = 0.35;
const GUEST = { email: 'lena.fischer@kiln.example' };

/** A steady mixed load for some minutes, and what it does to the memory of every process of a product. */
export async function measureMemory(crew: Crew, root: number, run: MemoryRun): Promise<MemoryRunFigures> {
  const processes = serviceProcesses(root);
  const began = Date.now();
  const elapsed = (): number => (Date.now() - began) / 60_000;
  const load = { done: 0, failed: 0, failures: new Map<string, number>() };
  const fail = (error: Error): void => {
    load.failed++;
    const reason = error.message.replaceAll(/[\w-]*\d[\w-]*/g, '*').slice(0, 120);
    load.failures.set(reason, (load.failures.get(reason) ?? 0) + 1);
  };
  const samples: Sample[] = [];
  const early = Math.min(EARLY_MINUTE, run.minutes / 5);
  let earlyHeaps: ReadonlyMap<number, number> | undefined;
  const sampling = (async () => {
    for (let next = 0; elapsed() < run.minutes; next++) {
      samples.push({ minute: elapsed(), megabytes: new Map(processes.map(({ pid }) => [pid, residentMb(pid)])) });
      if (next % 6 === 0) run.say(`minute ${elapsed().toFixed(0)}: ${processes.map(({ name, pid }) => `${name} ${residentMb(pid).toFixed(0)}`).join(', ')}; ${load.done} done, ${load.failed} failed`);
      if (earlyHeaps === undefined && elapsed() > early + AROUND) earlyHeaps = await run.heap.ask(processes);
      await pause(SAMPLE_MS);
    }
  })();
  for (let order = 0; elapsed() < run.minutes; order++) {
    const wait = began + (order * 1_000) / run.perSecond - Date.now();
    if (wait > 0) await pause(wait);
    oneChange(crew, began, order).then(() => load.done++, fail);
  }
  await sampling;
  const lateHeaps = await run.heap.ask(processes);
  const heapsOf = ({ pid }: ServiceProcess) => ({ earlyHeap: earlyHeaps?.get(pid) ?? Number.NaN, lateHeap: lateHeaps.get(pid) ?? Number.NaN });
  return { ...load, services: processes.map((each) => ({ ...figuresOf(each, samples, { early, late: run.minutes }), ...heapsOf(each) })) };
}

/** New appointments here, edits of them, new events at Google, edits of those, and reads, in equal parts. */
async function oneChange(crew: Crew, began: number, order: number): Promise<unknown> {
  const member = crew.members[order % crew.members.length];
  if (member === undefined) throw new Error('nobody to measure with');
  const turn = Math.floor(order / crew.members.length);
  const [kind, serial] = [turn % 5, Math.floor(turn / 5) * crew.members.length + (order % crew.members.length)];
  const when = at(1 + (serial % 200), 7 + (serial % 11));
  // Letters and digits as Google takes them for ids of events.
  const id = `m${began.toString(32)}v${serial}`;
  const booked = `/v1/appointments/by-external-id/${id}`;
  const act = (event: object, action: 'insert' | 'patch') => crew.google.act({ account: member.email, action, ...(action === 'patch' ? { eventId: id } : {}), event });
  if (kind === 0) return crew.platform.must('PUT', booked, { title: `memory ${id}`, when, hostUserId: member.userId });
  if (kind === 1) return crew.platform.must('PUT', booked, { title: `memory ${id}, again`, when, hostUserId: member.userId });
  if (kind === 2) return act({ id, summary: `from Google ${id}`, attendees: [GUEST], ...googleTimes(when) }, 'insert');
  if (kind === 3) return act({ summary: `from Google ${id}, again` }, 'patch');
  return member.person.must('GET', `/v1/appointments?${new URLSearchParams({ from: when.start, to: when.end, limit: '50' }).toString()}`);
}

function figuresOf({ name, pid }: ServiceProcess, samples: readonly Sample[], minutes: { readonly early: number; readonly late: number }): Pick<MemoryFigures, 'name' | 'early' | 'late' | 'slope'> {
  const points = samples.map(({ minute, megabytes }) => ({ minute, mb: megabytes.get(pid) ?? Number.NaN })).filter(({ mb }) => !Number.isNaN(mb));
  const around = (minute: number): number => percentile(points.filter((point) => Math.abs(point.minute - minute) <= AROUND).map(({ mb }) => mb), 0.5);
  return { name, early: around(minutes.early), late: around(minutes.late), slope: slopeOf(points.filter(({ minute }) => minute >= minutes.early)) };
}

/** Least squares. */
function slopeOf(points: readonly { readonly minute: number; readonly mb: number }[]): number {
  const mean = (pick: (point: { minute: number; mb: number }) => number): number => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ mb }) => mb)];
  return mean(({ minute, mb }) => (minute - x) * (mb - y)) / mean(({ minute }) => (minute - x) ** 2);
}
