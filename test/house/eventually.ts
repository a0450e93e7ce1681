import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until `check` no longer throws; after `withinMs` its last error is thrown. Returns what `check` returned. */
export async function eventually<T>(check: () => Promise<T>, withinMs = 8_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(25);
    }
  }
}

/** Gives everything that is under way time to settle, before looking that nothing happened. */
export const settle = (ms = 400): Promise<void> => pause(ms);
