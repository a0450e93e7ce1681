import { platformCalendar } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

export const platformCalendars = defineCollection({
  name: 'platformCalendars',
  schema: platformCalendar.extend({ agencyId: z.string() }),
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId', 'id'] }, byUser: { fields: ['agencyId', 'userId'] } },
});
export type PlatformCalendarDoc = z.infer<typeof platformCalendars.schema>;
