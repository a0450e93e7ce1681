import { setTimeout as pause } from 'node:timers/promises';
import { createSeededRandom } from '@portal-sync/tooling';
import { planFaults, type FaultKind } from './faults/plan-faults.ts';
import { runFaults } from './faults/run-faults.ts';
import { compareLedgers } from './ledgers/compare-ledgers.ts';
import type { LedgerRow } from './ledgers/ledger-row.ts';
import { settle, type SettleResult } from './ledgers/settle.ts';
import { playLoad, type Progress } from './load/play-load.ts';
import { machineLine, readMachineTime } from './machine-time.ts';
import { mutantEnv } from './mutants/mutant-env.ts';
import type { Mutant } from './mutants/mutants.ts';
import { openProduct, type ProductUnderFaults } from './product/open-product.ts';
import { MONGO_MEMBERS } from './product/places.ts';
import type { StormOptions } from './read-options.ts';
import { missedBars } from './result-lines.ts';
import { lateStarts, readyFigures, waitedFor, type ReadyRow } from './ready-figures.ts';

export interface StormResult {
  readonly ledgers: readonly LedgerRow[];
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** Connections cut, answers lost. */
  readonly cuts: number;
  readonly ready: readonly ReadyRow[];
  /** Restarts that were late by themselves, in words. */
  readonly late: readonly string[];
  /** What starts waited for, ms in all. */
  readonly waits: readonly (readonly [string, number])[];
  readonly load: Progress;
  readonly settled: SettleResult;
  /** From the last fault until everything could be used again, ms. */
  readonly calmMs: number;
  /** How busy the machine was during the storm, in words; undefined where the system does not tell. */
  readonly machine: string | undefined;
  /** Where the logs stand; they are kept where a bar was missed. */
  readonly folder: string;
}

export type StormCourse = Pick<StormOptions, 'seed' | 'minutes' | 'kills' | 'perSecond'> & {
  readonly mutant?: Mutant | undefined;
  readonly say: (line: string) => void;
  /** How long all may take to come to rest after the last fault, ms. */
  readonly settleMs?: number;
  /** Calls it off: everything is ended, and it rejects. */
  readonly signal?: AbortSignal;
};

const TELL_MS = 10_000;
const CALM_MS = 120_000;
/** What failed while others were away waits up to five minutes until it is tried again. */
const SETTLE_MS = 420_000;
const ENGINE_LINKS = ['kafka', ...Array.from({ length: MONGO_MEMBERS }, (_, at) => `mongo-${at + 1}`)];

/** One whole storm: the product, the load, the faults, the calm after them, and what the ledgers say. */
export async function runStorm(course: StormCourse): Promise<StormResult> {
  const product = await openProduct({ env: mutantEnv(course.mutant), fromSources: course.mutant !== undefined, say: course.say });
  let clean = false;
  try {
    const result = await Promise.race([play(course, product), calledOff(course.signal)]);
    clean = missedBars(result).length === 0;
    return result;
  } finally {
    // Who calls it off looks at nothing afterwards.
    await product.close(!clean && course.signal?.aborted !== true);
  }
}

async function play({ seed, minutes, kills, perSecond, say, settleMs = SETTLE_MS }: StormCourse, product: ProductUnderFaults): Promise<StormResult> {
  const load = await playLoad({ product, random: createSeededRandom(seed), perSecond, say });
  const processes = product.places.processes.map(({ name }) => name);
  const links = [...product.links.keys()].filter((name) => !ENGINE_LINKS.includes(name));
  const plan = planFaults({ random: createSeededRandom(seed + 1_000_003), minutes, kills, processes, links, engineLinks: ENGINE_LINKS });
  say(`The storm begins: ${plan.length} faults in ${minutes} minutes, seed ${seed}.`);
  const before = await readMachineTime();
  const faults = runFaults(plan, product, say);
  const telling = setInterval(() => say(progressLine(load.done(), faults.counts)), TELL_MS);
  try {
    await Promise.all([faults.over, pause(minutes * 60_000)]);
  } finally {
    clearInterval(telling);
  }
  const machine = machineLine(before, await readMachineTime());
  const calmAt = performance.now();
  await product.ready(CALM_MS);
  const calmMs = performance.now() - calmAt;
  say(`The storm is over; everything can be used again after ${(calmMs / 1000).toFixed(1)} s.`);

  const intents = await load.stop();
  try {
    const settled = await settle({ product, intents, say, limitMs: settleMs });
    say(settled.quiet ? `Everything came to rest after ${(settled.tookMs / 1000).toFixed(1)} s.` : `Not everything came to rest: ${settled.still.join(', ')}`);
    const ledgers = await compareLedgers({ product, intents });
    const { starts } = product.watch;
    return { ledgers, faults: faults.counts, cuts: faults.cuts(), ready: readyFigures(starts, faults.outages), late: lateStarts(starts, faults.outages), waits: waitedFor(starts), load: load.done(), settled, calmMs, machine, folder: product.folder };
  } finally {
    await intents.close();
  }
}

const calledOff = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('The storm was called off.')), { once: true }));

const progressLine = (load: Progress, faults: ReadonlyMap<FaultKind, number>): string =>
  `            ${load.operations} operations, ${load.open} open, ${load.askedAgain} asked again; ${[...faults].map(([kind, count]) => `${count} ${kind}`).join(', ')}`;
