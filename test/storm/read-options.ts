import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './mutants/mutants.ts';

export interface StormOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Kills of services; engines, pauses and connections come on top. */
  readonly kills: number;
  /** Operations of the load. */
  readonly perSecond: number;
  /** Each gets a storm of its own; empty: one storm on the product as it is. */
  readonly mutants: readonly Mutant[];
}

export const HELP = `npm run storm -- [options]: the product as processes on a real MongoDB and a real Kafka, under a mixed load, while all of it is killed,
paused and cut off. In the end five ledgers are compared: nothing may be lost, doubled, or fired twice. Ends by itself, with 1 where a bar is missed.

  --short          half a minute and 12 kills, instead of 20 minutes and 200
  --minutes N      how long the faults last
  --kills N        how many services are killed -9; engines, pauses and connections come on top
  --per-second N   operations of the load (2: more fill two processors by themselves, and then nothing that starts has any)
  --seed N         which storm: the same seed plans the same faults and the same load (1)
  --mutant NAME    a storm on the product as it is, and the same one (2 minutes, 30 kills) with one thing broken on purpose, which it must catch. all, or one of:
${MUTANTS.map(({ name, says }) => `                     ${name}: ${says}`).join('\n')}
`;

/** The short one: long enough for a lease to be lost. */
const SHORT = { minutes: 0.5, kills: 12 };
const LONG = { minutes: 20, kills: 200 };
/** With mutants: one storm after another, each long enough to tell. */
const MUTANT = { minutes: 2, kills: 30 };

/** Reads the command line. Undefined: help was asked for. Throws where it makes no sense. */
export function readOptions(args: readonly string[]): StormOptions | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { short: { type: 'boolean', default: false }, help: { type: 'boolean', default: false }, minutes: text, kills: text, 'per-second': text, seed: text, mutant: text },
  });
  if (values.help) return undefined;
  const usual = values.short ? SHORT : values.mutant === undefined ? LONG : MUTANT;
  return {
    seed: number('seed', values.seed, 1),
    minutes: number('minutes', values.minutes, usual.minutes),
    kills: number('kills', values.kills, usual.kills),
    perSecond: number('per-second', values['per-second'], 2),
    mutants: values.mutant === undefined ? [] : mutantsOf(values.mutant),
  };
}

function number(name: string, given: string | undefined, usual: number): number {
  const read = given === undefined ? usual : Number(given);
  if (!(read > 0)) throw new Error(`--${name} is a number above 0.`);
  return read;
}

function mutantsOf(name: string): readonly Mutant[] {
  const found = name === 'all' ? MUTANTS : MUTANTS.filter((mutant) => mutant.name === name);
  if (found.length === 0) throw new Error(`--mutant is all, ${MUTANTS.map((mutant) => mutant.name).join(', ')}.`);
  return found;
}
