import type { AppointmentDoc } from '../repos/appointments.ts';

/** An appointment in the terms of `seenBy`. Nothing of a client's own calendar ever becomes an appointment. */
export const seenAppointment = (doc: AppointmentDoc) => ({
  kind: 'appointment' as const,
  agencyId: doc.agencyId,
  userIds: [doc.hostUserId, ...doc.staffUserIds],
  contactId: doc.contactId,
  fromGoogle: doc.fromEventId !== null,
  ofClient: false,
});
