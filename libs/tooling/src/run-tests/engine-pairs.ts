/** The pairs of engines that stories and contracts are tested on, as the table of a test run heads its columns, and the Vitest project that plays the stories on each. */
export const ENGINE_PAIRS = [
  { name: 'SQLite + in process', project: 'stories-embedded' },
  { name: 'MongoDB + Kafka', project: 'stories-real-engines' },
] as const;

export type EnginePair = (typeof ENGINE_PAIRS)[number];

/** Engines of the second pair, by the names they give themselves in the contract tests; every other one belongs to the first. */
const REAL: readonly string[] = ['mongo', 'kafka'];

export const pairOfEngine = (engine: string): EnginePair => ENGINE_PAIRS[REAL.includes(engine) ? 1 : 0];
