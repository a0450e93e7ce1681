import { setTimeout as pause } from 'node:timers/promises';
import { onRealEngines } from './engines-of-stories.ts';
/**
 * How long an outcome may take before it counts as one that does not come. Wide on purpose: on a busy machine everything takes its time, real engines more so,
 * and what is promised is the outcome. Who is quick pays nothing.
 */
const PATIENCE_MS = onRealEngines ? 90_000 : 45_000;
/** Looks again until `check` no longer throws; after our patience its last error is thrown. Returns what `check` returned. */
export async function eventually(check) {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
        try {
            return await check();
        }
        catch (error) {
            if (Date.now() > until)
                throw error;
            await pause(25);
        }
    }
}
/** Gives everything that is under way time to settle, before looking that nothing happened: three times as much on real engines. */
export const settle = (ms = 400) => pause(onRealEngines ? 3 * ms : ms);
