import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** Keeps one meeting seen by several people one appointment: one row per (agency, iCalUID, original start), stored before our own insert. */
export const claims = defineCollection({
  name: 'claims',
  schema: z.object({
    /** hash of agency, iCalUID, original start */
    id: z.string(),
    agencyId: z.string(),
    appointmentId: z.string(),
    /** The Google calendar of the claimant, whose person hosts. */
    googleCalendarId: z.string(),
    at: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: { byAppointment: { fields: ['appointmentId'] }, byAgency: { fields: ['agencyId'] } },
});
