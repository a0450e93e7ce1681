import { conflict } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** Both sides changed one field since the base; kept with the losing value. */
export const conflicts = defineCollection({
  name: 'conflicts',
  schema: conflict.extend({ agencyId: z.string(), userId: z.string() }),
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId', 'foundAt'] }, byUser: { fields: ['agencyId', 'userId', 'foundAt'] }, byAppointment: { fields: ['appointmentId', 'foundAt'] } },
});
export type ConflictDoc = z.infer<typeof conflicts.schema>;
