import type { AppointmentDoc } from '../repos/appointments.ts';
import type { SyncedFields } from '../repos/links.ts';

/** The fields that both sides hold, in the order in which they are decided. */
export const SYNCED_KEYS = ['exists', 'title', 'when', 'recurrence', 'location', 'meetingLink', 'description', 'status', 'guests'] as const;
export type SyncedKey = (typeof SYNCED_KEYS)[number];

/** An appointment as Google could hold it: our side of every comparison. */
export const syncedFieldsOf = (appointment: AppointmentDoc): SyncedFields => ({
  exists: appointment.status !== 'cancelled',
  title: appointment.title,
  when: appointment.when,
  recurrence: appointment.recurrence,
  location: appointment.location,
  meetingLink: appointment.meetingLink,
  description: appointment.description,
  status: appointment.status,
  guests: appointment.guests,
});
