import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/** Google's tokens of one connection, and the lease of whoever refreshes them. */
export const vaultEntries = defineCollection({
  name: 'vaultEntries',
  schema: z.object({
    connectionId: z.string(),
    agencyId: z.string(),
    /** Counts stored tokens: stands in the authenticated data of what it sealed. */
    version: z.number().int(),
    refreshToken: sealed,
    accessToken: sealed.nullable(),
    accessExpiresAt: z.number(),
    /** Who refreshes now. `generation` only grows: a result under an old one is thrown away. */
    lease: z.object({ owner: z.string(), until: z.number() }).nullable(),
    generation: z.number().int(),
    /** After a failure Google is left alone until then, whoever asks. */
    restUntil: z.number(),
    failures: z.number().int(),
    /** The last token whose handing out is in the audit log. */
    notedVersion: z.number().int(),
  }),
  key: (entry) => entry.connectionId,
  indexes: { byAgency: { fields: ['agencyId'] } },
});
export type VaultEntry = z.infer<typeof vaultEntries.schema>;

export const tokenPlace = (connectionId: string, field: 'refresh-token' | 'access-token'): readonly string[] => ['connection', connectionId, field];
