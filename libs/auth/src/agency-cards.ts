import { agencyCard } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** What a service keeps of each agency it met: the broker's card, and when it was read (ms). Add it to the service's `collections`. */
export const agencyCards = defineCollection({
  name: 'agencyCards',
  schema: z.object({ id: z.string(), version: z.number().int(), readAt: z.number(), card: agencyCard }),
  key: (kept) => kept.id,
});

export type AgencyCard = z.infer<typeof agencyCard>;
