import { dueFields, defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/**
 * One `event.seen` that waits to be judged, under the message's id: a redelivery is the same row. It stays, emptied, for as long as the message
 * can come again: catching up hands us every message a second time.
 */
export const seenBatches = defineCollection({
  name: 'seenBatches',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    connectionId: z.string(),
    eventIds: z.array(z.string()),
    doneAt: z.number().nullable(),
    ...dueFields,
  }),
  key: (batch) => batch.id,
  indexes: { byDue: { fields: ['dueAt'] }, byAgency: { fields: ['agencyId'] }, byDone: { fields: ['doneAt'] } },
  due: true,
});

export type SeenBatch = z.infer<typeof seenBatches.schema>;
