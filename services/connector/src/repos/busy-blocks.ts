import { when } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A Google event that only blocks time. Its title is kept only where its person may see it. */
export const busyBlocks = defineCollection({
  name: 'busyBlocks',
  schema: z.object({
    /** = id of the mirror, with the occurrence's start for a series */
    id: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    googleCalendarId: z.string(),
    mirrorId: z.string(),
    when,
    title: z.string().nullable(),
    reason: z.string(),
    /** These three by `domain/span-fields.ts`. */
    startsAt: z.number(),
    endsAt: z.number(),
    longUntil: z.number().nullable(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byUser: { fields: ['agencyId', 'userId', 'endsAt'] },
    byUserLong: { fields: ['agencyId', 'userId', 'longUntil'] },
    byMirror: { fields: ['mirrorId'] },
    byCalendar: { fields: ['googleCalendarId', 'endsAt'] },
  },
});
export type BusyBlockDoc = z.infer<typeof busyBlocks.schema>;
