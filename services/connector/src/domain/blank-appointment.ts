import { AppError } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { AppointmentChange } from './appointment-fields.ts';
import type { Edit } from './edit-appointment.ts';

const NEEDED = ['title', 'when', 'calendarId', 'type', 'hostUserId'] as const;

/** A new appointment with what was not said left empty. Fails with `invalid`, naming what a new one cannot do without. */
export function blankAppointment(ask: { agencyId: string; change: AppointmentChange }, id: string, edit: Edit): AppointmentDoc {
  const { change } = ask;
  const missing = NEEDED.filter((field) => change[field] === undefined);
  if (missing.length > 0) {
    throw new AppError('invalid', { issues: missing.map((field) => ({ path: `body.${field}`, message: 'a new appointment needs it' })) });
  }
  return {
    id,
    agencyId: ask.agencyId,
    externalId: null,
    recurrence: [],
    location: '',
    meetingLink: '',
    description: '',
    internalNotes: '',
    status: 'confirmed',
    staffUserIds: [],
    contactId: null,
    guests: [],
    guestContactIds: [],
    ...(change as AppointmentChange & Pick<AppointmentDoc, (typeof NEEDED)[number]>),
    bookedBy: edit.bookedBy,
    version: 0,
    organizedElsewhere: false,
    fromEventId: null,
    editedAt: {},
    startsAt: 0,
    endsAt: 0,
    longUntil: null,
    createdAt: edit.now,
    updatedAt: edit.now,
  };
}
