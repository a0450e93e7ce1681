import type { Deps } from '../deps.ts';
import { runs } from '../repos/runs.ts';
import { finishRun } from './record-run.ts';

/** Ends what was still on for a connection that goes: what it did stands, the rest nobody waits for. */
export async function stopRuns(deps: Deps, connectionId: string): Promise<void> {
  for (;;) {
    const { items } = await deps.store.find(runs, { index: 'byState', equals: [connectionId, 'running'], limit: 50 });
    if (items.length === 0) return;
    for (const { id } of items) await deps.store.transaction((tx) => finishRun(tx, deps, id, { state: 'stopped', problem: 'disconnected' }));
  }
}
