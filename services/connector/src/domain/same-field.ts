import type { Guest } from '@portal-sync/contracts';
import { sameWhen } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { AppointmentField } from './appointment-fields.ts';

type Same = { [F in AppointmentField]: (a: AppointmentDoc[F], b: AppointmentDoc[F]) => boolean };

const exactly = (a: string | null, b: string | null): boolean => a === b;
const sameTexts = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, at) => text === b[at]);
const sameSet = (a: readonly string[], b: readonly string[]): boolean => sameTexts([...a].sort(), [...b].sort());

const guestText = (guest: Guest): string => JSON.stringify([guest.address.toLowerCase(), guest.name, guest.response, guest.optional]);

/** The order of people never matters, the order of recurrence lines does not either; a time may be written with another offset. */
const SAME: Same = {
  title: exactly,
  when: sameWhen,
  recurrence: sameSet,
  location: exactly,
  meetingLink: exactly,
  description: exactly,
  internalNotes: exactly,
  status: exactly,
  calendarId: exactly,
  type: exactly,
  hostUserId: exactly,
  staffUserIds: sameSet,
  contactId: exactly,
  guests: (a, b) => sameSet(a.map(guestText), b.map(guestText)),
  guestContactIds: sameSet,
};

/** Whether two values of a field mean the same. */
export const sameField = <F extends AppointmentField>(field: F, a: AppointmentDoc[F], b: AppointmentDoc[F]): boolean => SAME[field](a, b);
