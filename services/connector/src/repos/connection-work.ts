import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/** What is to be done once for a connection, by a worker: list its calendars, or let it go. */
export const connectionWork = defineCollection({
  name: 'connectionWork',
  schema: z.object({
    /** = id of the connection */
    id: z.string(),
    agencyId: z.string(),
    /** Its calendars are to be listed. */
    list: z.boolean(),
    /** It leaves: our events in Google stay, or go. */
    release: z.enum(['keep', 'remove']).nullable(),
    /** Events removed so far. */
    removed: z.number().int(),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId'] } },
  due: true,
});
export type ConnectionWorkDoc = z.infer<typeof connectionWork.schema>;
