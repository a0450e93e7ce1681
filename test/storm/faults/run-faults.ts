import { setTimeout as pause } from 'node:timers/promises';
import type { EngineMember } from '@portal-sync/local-engines';
import type { ProductUnderFaults } from '../product/open-product.ts';
import { primaryOf, stepDown } from './mongo-primary.ts';
import type { Fault, FaultKind } from './plan-faults.ts';

/** A time in which an engine could not be used, ms on the clock of `performance`. */
export interface Outage {
  readonly from: number;
  to: number;
  /** Only this process was hindered; not said: an engine was away, for all. */
  readonly of?: string;
}

export interface FaultsDone {
  /** How often each kind really happened. */
  readonly counts: ReadonlyMap<FaultKind, number>;
  /** Connections that were cut, answers that were lost. */
  cuts(): number;
  readonly outages: readonly Outage[];
}

export interface RunningFaults extends FaultsDone {
  /** Resolves when the last one is over and all that was stopped was started again. Rejects where an engine did not come back. */
  readonly over: Promise<void>;
}

/** How long a fault waits for its target to be there: a process that is being started again, a primary that is being chosen. */
const PATIENCE_MS = 20_000;
const ENGINE_STARTS = 5;

/** Lets the faults of a plan happen, each at its time. */
export function runFaults(plan: readonly Fault[], product: ProductUnderFaults, say: (line: string) => void): RunningFaults {
  const counts = new Map<FaultKind, number>();
  const outages: Outage[] = [];
  const began = performance.now();

  const coming = new Set<string>();
  /** One thing at a time for each engine: on a slow machine it may still be coming back from the last. */
  const outage = async (engine: 'kafka' | 'mongo', work: (usable: () => void) => Promise<boolean>): Promise<boolean> => {
    if (coming.has(engine)) return false;
    coming.add(engine);
    const open: Outage = { from: performance.now(), to: Infinity };
    const usable = (): void => void (open.to = Math.min(open.to, performance.now()));
    outages.push(open);
    const done = await work(usable);
    usable();
    coming.delete(engine);
    return done;
  };
  const pidOf = (target: string): Promise<number | undefined> => patiently(async () => product.crew.find(({ name }) => name === target)?.pid());

  const kill = async (target: string): Promise<boolean> => signal(await pidOf(target), 'SIGKILL');
  const stopAWhile = async (target: string, forMs: number): Promise<boolean> => {
    const pid = await pidOf(target);
    if (!signal(pid, 'SIGSTOP')) return false;
    const open: Outage = { from: performance.now(), to: Infinity, of: target };
    outages.push(open);
    // Nothing may stay stopped, however this process ends.
    const wake = (): void => void signal(pid, 'SIGCONT');
    process.once('exit', wake);
    await pause(forMs);
    process.off('exit', wake);
    wake();
    open.to = performance.now();
    return true;
  };
  const restartKafka = async (hard: boolean, forMs: number): Promise<boolean> => {
    for (const broker of product.kafka.brokers) await (hard ? broker.kill() : broker.stop());
    await pause(forMs);
    for (const broker of product.kafka.brokers) await startAgain(broker, say);
    return true;
  };
  const killPrimary = async (forMs: number, usable: () => void): Promise<boolean> => {
    const primary = await patiently(() => primaryOf(product.mongo));
    if (primary === undefined) return false;
    await primary.kill();
    // The others choose a new one.
    await Promise.all([patiently(() => primaryOf(product.mongo)).then(usable), pause(forMs)]);
    await startAgain(primary, say);
    return true;
  };
  const unseat = async (): Promise<boolean> => {
    const primary = await patiently(() => primaryOf(product.mongo));
    if (primary === undefined) return false;
    if (!(await stepDown(primary))) return false;
    await patiently(() => primaryOf(product.mongo));
    return true;
  };
  const cutOff = async (target: string, forMs: number): Promise<boolean> => {
    const link = product.links.get(target);
    link?.hole(forMs);
    await pause(forMs);
    return link !== undefined;
  };
  const engineOf = (target: string): 'kafka' | 'mongo' | undefined => (['kafka', 'mongo'] as const).find((engine) => target.startsWith(engine));
  const hole = (target: string, forMs: number): Promise<boolean> => {
    const engine = engineOf(target);
    return engine === undefined ? cutOff(target, forMs) : outage(engine, () => cutOff(target, forMs));
  };

  const happen = (fault: Fault): Promise<boolean> => {
    switch (fault.kind) {
      case 'kill':
        return kill(fault.target);
      case 'pause':
        return stopAWhile(fault.target, fault.forMs);
      case 'kafka-restart':
        return outage('kafka', () => restartKafka(fault.hard, fault.forMs));
      case 'mongo-kill':
        return outage('mongo', (usable) => killPrimary(fault.forMs, usable));
      case 'mongo-stepdown':
        return outage('mongo', unseat);
      case 'reset':
        return Promise.resolve((product.links.get(fault.target)?.reset() ?? 0) > 0);
      case 'lost-answers':
        product.links.get(fault.target)?.loseAnswers(fault.count);
        return Promise.resolve(true);
      case 'hole':
        return hole(fault.target, fault.forMs);
    }
  };
  const line = (fault: Fault): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${[fault.kind, 'target' in fault ? fault.target : '', 'forMs' in fault ? `for ${(fault.forMs / 1000).toFixed(1)} s` : ''].join(' ').trim()}`;
  const inTime = async (fault: Fault): Promise<void> => {
    await pause(Math.max(0, began + fault.atMs - performance.now()));
    say(line(fault));
    const done = await happen(fault);
    if (!done) say(`${line(fault)}: was not possible`);
    if (done) counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1);
  };
  return {
    over: Promise.all(plan.map(inTime)).then(() => undefined),
    counts,
    outages,
    cuts: () => [...product.links.values()].reduce((sum, link) => sum + link.cut(), 0),
  };
}

/** An engine that does not come up is started again, as whoever runs it would. */
async function startAgain(member: EngineMember, say: (line: string) => void): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await member.start();
    } catch (error) {
      if (tries === ENGINE_STARTS) throw error;
      say(`an engine is started again: ${(error as Error).message}`);
      // One that is only slow would hold the port.
      await member.kill();
      await pause(2_000);
    }
  }
}

/** Looks until something is found, at most for `PATIENCE_MS`. */
async function patiently<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end) return found;
    await pause(50);
  }
}

/** False when it is gone already. */
function signal(pid: number | undefined, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return pid !== undefined && process.kill(pid, name);
  } catch {
    return false;
  }
}
