import { eachFound, markDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connections } from '../repos/connections.ts';

/** The work of an agency whose roles changed: every connection is looked at again, each by its own work. */
export async function reviewRoles(deps: Deps, agencyId: string): Promise<{ nextAt: number | null }> {
  for await (const { id } of eachFound(deps.store, connections, { index: 'byAgency', equals: [agencyId] })) {
    const now = deps.clock.now();
    await deps.store.update(connections, id, (kept) => markDue(kept, now, now));
  }
  return { nextAt: null };
}
