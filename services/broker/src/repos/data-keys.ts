import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/** One data key per agency, wrapped under the key-encryption key. Removing the row shreds everything sealed for that agency. */
export const dataKeys = defineCollection({
  name: 'dataKeys',
  schema: z.object({ agencyId: z.string(), wrapped: sealed, madeAt: z.number() }),
  key: (row) => row.agencyId,
});
