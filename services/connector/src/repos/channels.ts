import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/** A watch channel at Google, kept until it is stopped. The token's hash is stored; Google's notices are unsigned and only a hint. */
export const channels = defineCollection({
  name: 'channels',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    googleCalendarId: z.string(),
    connectionId: z.string(),
    resourceId: z.string().nullable(),
    tokenHash: z.string(),
    lastMessageNumber: z.number(),
    expiresAt: z.number().nullable(),
    state: z.enum(['opening', 'open', 'stopping']),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  indexes: { byCalendar: { fields: ['googleCalendarId'] }, byConnection: { fields: ['connectionId'] }, byAgency: { fields: ['agencyId'] } },
  due: true,
});
export type ChannelDoc = z.infer<typeof channels.schema>;
