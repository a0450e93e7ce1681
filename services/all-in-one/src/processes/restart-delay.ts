/** A process that lasted this long was well: the next end counts as the first, ms. */
const STEADY_MS = 30_000;
const FIRST_MS = 250;
const CAP_MS = 15_000;

/** Short lives in a row, after one that lasted `livedMs`. */
export const countFailure = (before: number, livedMs: number): number => (livedMs >= STEADY_MS ? 1 : before + 1);

/** How long to wait before a start after this many short lives in a row (1 = the first), ms: doubling, so that a fault that stays does not become a loop. */
export const restartDelay = (failures: number): number => Math.min(CAP_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
