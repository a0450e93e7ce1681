import type { Deps } from '../deps.ts';
import { respan } from '../domain/respan.ts';
import { agencyZones, type AgencyZoneDoc } from '../repos/agency-zones.ts';
import { appointments } from '../repos/appointments.ts';
import { putPeople } from '../repos/put-people.ts';

/** Appointments looked at in one transaction. */
const PAGE = 100;

/** Reckons one page of an agency's whole days anew; its place is stored with what it did, so that a stop in between loses nothing. */
export async function workOnZone(deps: Deps, { id: agencyId }: AgencyZoneDoc): Promise<{ readonly nextAt: number | null }> {
  const done = await deps.store.transaction(async (tx) => {
    const doc = await tx.get(agencyZones, agencyId);
    if (doc === undefined || doc.toward === null) return true;
    const page = await tx.find(appointments, { index: 'byTime', equals: [agencyId], limit: PAGE, cursor: doc.cursor ?? undefined });
    for (const { id } of page.items) {
      const before = await tx.get(appointments, id);
      const after = before === undefined ? undefined : respan(before, doc.toward);
      if (after === undefined) continue;
      await tx.put(appointments, after);
      await putPeople(tx, before, after);
    }
    const over = page.next === undefined;
    await tx.put(agencyZones, { ...doc, cursor: page.next ?? null, ...(over ? { zone: doc.toward, toward: null } : {}) });
    return over;
  });
  return { nextAt: done ? null : deps.clock.now() };
}
