import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** Versions of appointments that were taken: each once, in any order. Kept for as long as their message can come again. */
export const happenings = defineCollection({
  name: 'happenings',
  schema: z.object({ agencyId: z.string(), appointmentId: z.string(), version: z.number().int(), at: z.number() }),
  key: (doc) => happeningKey(doc.agencyId, doc.appointmentId, doc.version),
  indexes: { byAgency: { fields: ['agencyId'] }, byTime: { fields: ['at'] } },
});

export const happeningKey = (agencyId: string, appointmentId: string, version: number): string => `${agencyId}/${appointmentId}/${version}`;
