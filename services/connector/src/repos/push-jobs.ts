import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/** The planning half of a run that pushes many appointments: goes through them page by page and makes links dirty; goes on after a stop. */
export const pushJobs = defineCollection({
  name: 'pushJobs',
  schema: z.object({
    /** = id of the run */
    id: z.string(),
    agencyId: z.string(),
    connectionId: z.string(),
    /** Appointments that start before are left out (ms); 0: all. */
    fromMs: z.number(),
    /** For a retry: the run whose failed records are tried again. */
    retryOf: z.string().nullable(),
    /** Page to go on with; null at the begin. */
    cursor: z.string().nullable(),
    planned: z.boolean(),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  due: true,
});
export type PushJobDoc = z.infer<typeof pushJobs.schema>;
