import { markDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connections } from '../repos/connections.ts';

/** The work of an agency whose roles changed: every connection is looked at again, each by its own work. */
export async function reviewRoles(deps: Deps, agencyId: string): Promise<{ nextAt: number | null }> {
  let cursor: string | undefined;
  do {
    const page = await deps.store.find(connections, { index: 'byAgency', equals: [agencyId], limit: 200, cursor });
    const now = deps.clock.now();
    for (const { id } of page.items) await deps.store.update(connections, id, (kept) => markDue(kept, now, now));
    cursor = page.next;
  } while (cursor !== undefined);
  return { nextAt: null };
}
