import { appointmentStatus, bookedBy, guest, recurrence, when } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** The platform's own record. `version` counts its versions; each is an immutable row in `appointmentVersions`. */
export const appointments = defineCollection({
  name: 'appointments',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    externalId: z.string().nullable(),
    calendarId: z.string(),
    type: z.string(),
    title: z.string(),
    when,
    recurrence,
    location: z.string(),
    meetingLink: z.string(),
    description: z.string(),
    internalNotes: z.string(),
    status: appointmentStatus,
    hostUserId: z.string(),
    staffUserIds: z.array(z.string()),
    contactId: z.string().nullable(),
    guests: z.array(guest),
    /** Contacts that guests turned out to be, beside the client. */
    guestContactIds: z.array(z.string()),
    bookedBy,
    version: z.number().int(),
    /** The organizer is an outsider: edits here are refused. */
    organizedElsewhere: z.boolean(),
    /** The mirror this appointment was made from; null when it was made here. */
    fromEventId: z.string().nullable(),
    /** When each synced field was last edited here, in Google's time (ms): what `last modified wins` compares. */
    editedAt: z.record(z.string(), z.number()),
    /** ms; whole days by the agency's zone. These three are kept for range reads: see `domain/span-fields.ts`. */
    startsAt: z.number(),
    endsAt: z.number(),
    longUntil: z.number().nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byExternalId: { fields: ['agencyId', 'externalId'], unique: true },
    byTime: { fields: ['agencyId', 'startsAt'] },
    byLong: { fields: ['agencyId', 'longUntil'] },
    byChange: { fields: ['agencyId', 'updatedAt'] },
    byCalendar: { fields: ['agencyId', 'calendarId', 'startsAt'] },
  },
});
export type AppointmentDoc = z.infer<typeof appointments.schema>;

/** One row per person of an appointment, its host included, so that "all of the person's" is one index read. */
export const attendances = defineCollection({
  name: 'attendances',
  schema: z.object({
    /** appointment + user */
    id: z.string(),
    agencyId: z.string(),
    appointmentId: z.string(),
    userId: z.string(),
    startsAt: z.number(),
    longUntil: z.number().nullable(),
    changedAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byUser: { fields: ['agencyId', 'userId', 'startsAt'] },
    byUserLong: { fields: ['agencyId', 'userId', 'longUntil'] },
    byUserChange: { fields: ['agencyId', 'userId', 'changedAt'] },
    byAppointment: { fields: ['appointmentId'] },
  },
});
export type AttendanceDoc = z.infer<typeof attendances.schema>;

/** One row per contact of an appointment: its client, and guests who are contacts. */
export const appointmentContacts = defineCollection({
  name: 'appointmentContacts',
  schema: z.object({
    /** appointment + contact */
    id: z.string(),
    agencyId: z.string(),
    appointmentId: z.string(),
    contactId: z.string(),
    part: z.enum(['client', 'guest']),
    startsAt: z.number(),
    longUntil: z.number().nullable(),
    changedAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byContact: { fields: ['agencyId', 'contactId', 'startsAt'] },
    byContactLong: { fields: ['agencyId', 'contactId', 'longUntil'] },
    byContactChange: { fields: ['agencyId', 'contactId', 'changedAt'] },
  },
});
export type AppointmentContactDoc = z.infer<typeof appointmentContacts.schema>;
