import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

export const campaigns = defineCollection({
  name: 'campaigns',
  schema: z.object({ agencyId: z.string(), id: z.string(), name: z.string(), createdAt: z.number() }),
  key: (doc) => campaignKey(doc.agencyId, doc.id),
  indexes: { byAgency: { fields: ['agencyId', 'id'] } },
});

export const campaignKey = (agencyId: string, campaignId: string): string => `${agencyId}/${campaignId}`;
