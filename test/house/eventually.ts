import { setTimeout as pause } from 'node:timers/promises';
import { onRealEngines } from './engines-of-stories.ts';
import { lastWarnings } from './logged-by-houses.ts';

/**
 * How long an outcome may take before it counts as one that does not come. Wide on purpose: on a busy machine everything takes its time, real engines more so,
 * and what is promised is the outcome. Who is quick pays nothing.
 */
const PATIENCE_MS = onRealEngines ? 300_000 : 120_000;
/** Where one outcome did not come, the next ones are not waited for that long: a broken product would hold up its tests for hours. */
const LITTLE_PATIENCE_MS = PATIENCE_MS / 5;

let patienceMs = PATIENCE_MS;

/** Looks again until `check` no longer throws; after our patience its last error is thrown, and what services warned of is printed. Returns what `check` returned. */
export async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) {
        patienceMs = LITTLE_PATIENCE_MS;
        console.error(lastWarnings());
        throw error;
      }
      await pause(25);
    }
  }
}

/** Gives everything that is under way time to settle, before looking that nothing happened: three times as much on real engines. */
export const settle = (ms = 400): Promise<void> => pause(onRealEngines ? 3 * ms : ms);
