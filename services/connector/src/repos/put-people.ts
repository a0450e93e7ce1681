import type { Transaction } from '@portal-sync/store';
import { appointmentContacts, attendances, type AppointmentDoc } from './appointments.ts';

const userIdsOf = (doc: AppointmentDoc): readonly string[] => [...new Set([doc.hostUserId, ...doc.staffUserIds])];

const contactIdsOf = (doc: AppointmentDoc): readonly string[] => [
  ...new Set([...(doc.contactId === null ? [] : [doc.contactId]), ...doc.guestContactIds]),
];

/** Keeps the rows by which an appointment is found by its people. */
export async function putPeople(tx: Transaction, before: AppointmentDoc | undefined, after: AppointmentDoc): Promise<void> {
  const { id: appointmentId, agencyId, startsAt, longUntil } = after;
  const row = (personId: string) => ({ id: `${appointmentId}/${personId}`, agencyId, appointmentId, startsAt, longUntil, changedAt: after.updatedAt });
  for (const userId of userIdsOf(after)) await tx.put(attendances, { ...row(userId), userId });
  for (const contactId of contactIdsOf(after)) {
    await tx.put(appointmentContacts, { ...row(contactId), contactId, part: contactId === after.contactId ? ('client' as const) : ('guest' as const) });
  }
  if (before !== undefined) await dropPeople(tx, before, { users: userIdsOf(after), contacts: contactIdsOf(after) });
}

/** Removes the rows of people who are not among those kept. */
export async function dropPeople(
  tx: Transaction,
  doc: AppointmentDoc,
  kept: { readonly users: readonly string[]; readonly contacts: readonly string[] } = { users: [], contacts: [] },
): Promise<void> {
  for (const userId of userIdsOf(doc)) if (!kept.users.includes(userId)) await tx.remove(attendances, `${doc.id}/${userId}`);
  for (const contactId of contactIdsOf(doc)) if (!kept.contacts.includes(contactId)) await tx.remove(appointmentContacts, `${doc.id}/${contactId}`);
}
