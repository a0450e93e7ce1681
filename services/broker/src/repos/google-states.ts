import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/** One trip of a browser to Google: what `state` stands for. Used once; kept until it expires, so that a replay is told from a guess. */
export const googleStates = defineCollection({
  name: 'googleStates',
  schema: z.object({
    id: z.string(),
    hash: z.string(),
    agencyId: z.string(),
    flow: z.enum(['connect', 'sign-in']),
    /** Connect session or sign-in flow. */
    subjectId: z.string(),
    /** Hash of the browser's cookie. */
    browser: z.string(),
    nonce: z.string(),
    /** PKCE verifier towards Google, sealed. Null until passport made it. */
    verifier: sealed.nullable(),
    expiresAt: z.number(),
    usedAt: z.number().nullable(),
  }),
  key: (state) => state.id,
  indexes: { byExpiry: { fields: ['expiresAt'] } },
});
export type GoogleState = z.infer<typeof googleStates.schema>;
