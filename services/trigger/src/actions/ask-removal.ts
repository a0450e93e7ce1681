import { markDue, newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { removalKey, removals, type RemovalKind } from '../repos/removals.ts';

/** Notes that the traces of somebody are to be removed. Asked again, it is looked through again: something may have come late. */
export async function askRemoval(deps: Deps, kind: RemovalKind, agencyId: string, subjectId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const earlier = await tx.get(removals, removalKey(kind, agencyId, subjectId));
    if (earlier === undefined) await tx.insert(removals, { kind, agencyId, subjectId, count: 0, doneAt: null, ...newDue(now) });
    else await tx.put(removals, { ...markDue(earlier, now, now), doneAt: null });
  });
}
