import { vi } from 'vitest';
import type { SyncWorld } from './sync-world.ts';

/** Does something once, while the answer of a call to Google (`patchEvent`) is on its way back, whatever it says. */
export function onAnswer({ deps: { calls } }: SyncWorld, wanted: string, act: () => unknown): void {
  const run = calls.run.bind(calls);
  const answered = vi.spyOn(calls, 'run').mockImplementation(async (ask, operation, call) => {
    const answer = await run(ask, operation, call).then((value) => ({ value }), (error: unknown) => ({ error }));
    if (operation === wanted) {
      answered.mockRestore();
      await act();
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  });
}
