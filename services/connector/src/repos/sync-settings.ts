import { product, syncSettingsValues } from '@portal-sync/contracts';
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
    /** The Google account and product it was for: a later connection of the same person to the same account goes on with it. */
    account: z.string().optional(),
    product: product.optional(),
  }),
  key: (doc) => doc.connectionId,
  indexes: { byUser: { fields: ['agencyId', 'userId'] } },
});
export type SyncSettingsDoc = z.infer<typeof syncSettings.schema>;
