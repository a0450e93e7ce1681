import { syncSettingsValues } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** One document per connection; outlives a disconnect so that connecting again goes on where it stopped. */
export const syncSettings = defineCollection({
  name: 'syncSettings',
  schema: z.object({
    connectionId: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    version: z.number().int(),
    values: syncSettingsValues,
    changedAt: z.number(),
  }),
  key: (doc) => doc.connectionId,
  indexes: { byUser: { fields: ['agencyId', 'userId'] } },
});
export type SyncSettingsDoc = z.infer<typeof syncSettings.schema>;
