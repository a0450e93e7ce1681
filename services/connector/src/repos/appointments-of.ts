import type { Reads } from '@portal-sync/store';
import { appointmentContacts, appointments, attendances, type AppointmentDoc } from './appointments.ts';

export interface OwnPage {
  readonly items: readonly AppointmentDoc[];
  readonly next: string | undefined;
}

/** A page of a person's appointments that start at `fromMs` or later, by start: those they host or attend, or, for a client, those that are theirs. */
export async function appointmentsOf(
  reads: Reads,
  person: { readonly agencyId: string; readonly userId: string; readonly role: string; readonly contactId: string | null },
  ask: { readonly fromMs: number; readonly limit: number; readonly cursor: string | undefined },
): Promise<OwnPage> {
  const { agencyId, userId, contactId } = person;
  const query = { range: { gte: ask.fromMs }, limit: ask.limit, cursor: ask.cursor };
  const isClient = person.role === 'client' || person.role === 'prospect';
  const page = isClient
    ? await reads.find(appointmentContacts, { index: 'byContact', equals: [agencyId, contactId ?? ''], ...query })
    : await reads.find(attendances, { index: 'byUser', equals: [agencyId, userId], ...query });
  const found = await Promise.all(page.items.map(({ appointmentId }) => reads.get(appointments, appointmentId)));
  return { items: found.filter((appointment) => appointment !== undefined), next: page.next };
}
