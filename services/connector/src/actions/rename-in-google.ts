import type { Deps } from '../deps.ts';
import { appointmentContacts, appointments } from '../repos/appointments.ts';
import { markLinks } from './mark-links.ts';

/** Makes dirty what stands in Google of a client's coming appointments, after their name changed. The past keeps the name it had. */
export async function renameInGoogle(deps: Deps, agencyId: string, contactId: string): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await deps.store.find(appointmentContacts, {
      index: 'byContact', equals: [agencyId, contactId], range: { gte: deps.clock.now() }, limit: 100, cursor,
    });
    for (const row of page.items.filter(({ part }) => part === 'client')) {
      await deps.store.transaction(async (tx) => {
        const appointment = await tx.get(appointments, row.appointmentId);
        if (appointment !== undefined) await markLinks(tx, deps, appointment, ['contactId'], { lane: 'later' });
      });
    }
    cursor = page.next;
  } while (cursor !== undefined);
}
