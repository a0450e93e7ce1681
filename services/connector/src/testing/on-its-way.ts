import { GoogleFailure } from '@portal-sync/google';
import { vi } from 'vitest';
import type { SyncWorld } from './sync-world.ts';

/** The next call of this kind (`insertEvent`) gets no answer, and arrives at Google only when told. */
export function onItsWay({ deps: { calls } }: SyncWorld, wanted: string): { arrive(): Promise<void> } {
  const run = calls.run.bind(calls);
  let held: (() => Promise<unknown>) | undefined;
  const spy = vi.spyOn(calls, 'run').mockImplementation((ask, operation, call) => {
    if (operation !== wanted) return run(ask, operation, call);
    spy.mockRestore();
    held = () => run(ask, operation, call);
    return Promise.reject(new GoogleFailure('no-answer'));
  });
  return {
    async arrive() {
      if (held === undefined) throw new Error(`${wanted} was not called`);
      await held();
    },
  };
}
