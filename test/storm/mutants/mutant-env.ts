import type { Mutant } from './mutants.ts';

/** The environment in which a process runs as this mutant; nothing where there is none. */
export const mutantEnv = (mutant: Mutant | undefined): Readonly<Record<string, string>> =>
  mutant === undefined ? {} : { STORM_MUTANT: mutant.name, NODE_OPTIONS: `--import=${new URL('break-source.ts', import.meta.url).href}` };
