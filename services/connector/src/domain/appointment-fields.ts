import type { ChangeCause } from '@portal-sync/contracts';
import type { AppointmentDoc } from '../repos/appointments.ts';

/** What a person, a platform or Google can change of an appointment. Each change makes a version. */
export const APPOINTMENT_FIELDS = [
  'title', 'when', 'recurrence', 'location', 'meetingLink', 'description', 'internalNotes', 'status', 'calendarId', 'type',
  'hostUserId', 'staffUserIds', 'contactId', 'guests', 'guestContactIds',
] as const;
export type AppointmentField = (typeof APPOINTMENT_FIELDS)[number];

/** Fields that Google holds too, where the appointment stands in a Google calendar. */
export const FIELDS_IN_GOOGLE: readonly AppointmentField[] = ['title', 'when', 'recurrence', 'location', 'meetingLink', 'description', 'status', 'guests'];

/** What a client may change of an appointment of their own. The rest is the agency's. */
export const FIELDS_OF_CLIENTS: readonly AppointmentField[] = ['title', 'when', 'location', 'description', 'status'];

export type AppointmentChange = Partial<Pick<AppointmentDoc, AppointmentField>>;

/** Kept beside the fields; changing only these makes no version. */
export type AppointmentNotes = Partial<Pick<AppointmentDoc, 'organizedElsewhere' | 'fromEventId' | 'externalId'>>;

/** Causes by which an edit is ours: their fields are stamped for `last modified wins`. The others bring Google's edits. */
export const isEditHere = (cause: ChangeCause): boolean => !['google', 'judged', 'conflict'].includes(cause);

/** Versions of these causes never fire, whatever was asked: nothing happened that anybody should hear of. */
export const neverFires = (cause: ChangeCause): boolean => ['import', 'back-fill', 'reset', 'repair'].includes(cause);
