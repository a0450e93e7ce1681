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
    bookedBy,
    version: z.number().int(),
    /** The organizer is an outsider: edits here are refused. */
    organizedElsewhere: z.boolean(),
    /** The mirror this appointment was made from; null when it was made here. */
    fromEventId: z.string().nullable(),
    /** When each synced field was last edited here, in Google's time (ms): what `last modified wins` compares. */
    editedAt: z.record(z.string(), z.number()),
    /** ms; whole days by the agency's zone. Kept for range reads. */
    startsAt: z.number(),
    endsAt: z.number(),
    createdAt: z.number(),
    updatedAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byExternalId: { fields: ['agencyId', 'externalId'], unique: true },
    byTime: { fields: ['agencyId', 'startsAt'] },
    byHost: { fields: ['agencyId', 'hostUserId', 'startsAt'] },
    byContact: { fields: ['agencyId', 'contactId', 'startsAt'] },
    byChange: { fields: ['agencyId', 'updatedAt'] },
  },
});
export type AppointmentDoc = z.infer<typeof appointments.schema>;

/** Whose appointment it is beside the host: one row per staff member, so that "all of the person's" is one index read. */
export const attendances = defineCollection({
  name: 'attendances',
  schema: z.object({ id: z.string(), agencyId: z.string(), appointmentId: z.string(), userId: z.string(), startsAt: z.number() }),
  key: (doc) => doc.id,
  indexes: { byUser: { fields: ['agencyId', 'userId', 'startsAt'] }, byAppointment: { fields: ['appointmentId'] } },
});
