import { markDue, newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { agencyZones } from '../repos/agency-zones.ts';

/** Another process may believe the agency's old card for some seconds: what it writes meanwhile is reckoned anew too. */
const SETTLED_MS = 10_000;

/** Has the whole days of an agency's appointments reckoned anew if it chose another zone. */
export async function askRespan(deps: Deps, agencyId: string): Promise<void> {
  const agency = await deps.agencies.get(agencyId);
  if (agency === undefined) return;
  await deps.store.transaction(async (tx) => {
    const known = await tx.get(agencyZones, agencyId);
    const now = deps.clock.now();
    if (known?.zone === agency.zone && known.toward === null) return;
    const fresh = { id: agencyId, zone: null, cursor: null, ...newDue(null) };
    await tx.put(agencyZones, { ...markDue(known ?? { ...fresh, toward: null }, now + SETTLED_MS, now), toward: agency.zone, cursor: null });
  });
}
