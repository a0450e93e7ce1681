/** The pairs of engines that stories and contracts are tested on, as the table of a test run heads its columns, and the Vitest project that plays the stories on each. */
export const ENGINE_PAIRS = [
    { name: 'SQLite + in process', project: 'stories-embedded' },
    { name: 'MongoDB + Kafka', project: 'stories-real-engines' },
];
/** Engines of the second pair, by the names they give themselves in the contract tests; every other one belongs to the first. */
const REAL = ['mongo', 'kafka'];
export const pairOfEngine = (engine) => ENGINE_PAIRS[REAL.includes(engine) ? 1 : 0];
