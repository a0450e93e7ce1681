import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/**
 * Work on many appointments of a connection, page by page, that goes on after a stop: it only makes links dirty, their calendars' workers write.
 * `push-existing` and `retry` are the planning half of a run; `rewrite` follows from a setting, `revive` from choosing a calendar again.
 */
export const pushJobs = defineCollection({
  name: 'pushJobs',
  schema: z.object({
    /** = id of the run, where there is one */
    id: z.string(),
    kind: z.enum(['push-existing', 'retry', 'rewrite', 'revive']),
    agencyId: z.string(),
    connectionId: z.string(),
    /** Appointments that start before are left out (ms); 0: all. */
    fromMs: z.number(),
    /** For a retry: the run whose failed records are tried again. */
    retryOf: z.string().nullable(),
    /** For `revive`: the calendar whose dormant links live again. */
    googleCalendarId: z.string().nullable(),
    /** Page to go on with; null at the begin. */
    cursor: z.string().nullable(),
    planned: z.boolean(),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId'] }, byState: { fields: ['connectionId', 'kind', 'planned'] } },
  due: true,
});
export type PushJobDoc = z.infer<typeof pushJobs.schema>;
