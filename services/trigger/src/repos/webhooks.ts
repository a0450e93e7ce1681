import type { Webhook } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';

/** An agency's webhook endpoint. Its secret is sealed: it is shown once, when the endpoint is made. */
export const webhooks = defineCollection({
  name: 'webhooks',
  schema: z.object({
    agencyId: z.string(),
    id: z.string(),
    url: z.string(),
    description: z.string(),
    enabled: z.boolean(),
    sealedSecret: z.string(),
    createdAt: z.number(),
  }),
  key: (doc) => webhookKey(doc.agencyId, doc.id),
  indexes: { byAgency: { fields: ['agencyId', 'id'] } },
});

export type StoredWebhook = z.infer<typeof webhooks.schema>;

export const webhookKey = (agencyId: string, webhookId: string): string => `${agencyId}/${webhookId}`;

/** Fails with `not-found`, for another agency's endpoint too. */
export async function getWebhook(reads: Reads, agencyId: string, webhookId: string): Promise<StoredWebhook> {
  const found = await reads.get(webhooks, webhookKey(agencyId, webhookId));
  if (found === undefined) throw new AppError('not-found');
  return found;
}

export const webhookView = ({ id, url, description, enabled, createdAt }: StoredWebhook): Webhook => ({ id, url, description, enabled, createdAt });
