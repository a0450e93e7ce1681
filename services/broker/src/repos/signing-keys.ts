import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/** Keys our tokens are signed with; the private half is sealed. */
export const signingKeys = defineCollection({
  name: 'signingKeys',
  schema: z.object({ id: z.string(), kid: z.string(), publicJwk: z.record(z.string(), z.unknown()), privateJwk: sealed, madeAt: z.number() }),
  key: (row) => row.id,
});

export type SigningKey = z.infer<typeof signingKeys.schema>;
