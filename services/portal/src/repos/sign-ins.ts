import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A sign-in that was begun and has not come back. Used once, by the browser that began it. */
export const signIns = defineCollection({
  name: 'signIns',
  schema: z.strictObject({
    /** SHA-256 of `state`. */
    id: z.string(),
    agencyId: z.string(),
    origin: z.string(),
    /** SHA-256 of the cookie that stays with the browser meanwhile. */
    browser: z.string(),
    nonce: z.string(),
    /** The PKCE verifier, sealed. */
    verifier: z.string(),
    /** The path to go to afterwards. */
    to: z.string(),
    until: z.number(),
  }),
  key: (signIn) => signIn.id,
  indexes: { byEnd: { fields: ['until'] }, byAgency: { fields: ['agencyId'] } },
});
export type SignIn = z.infer<typeof signIns.schema>;

/** Time a person has for signing in at Google. */
export const SIGN_IN_MS = 10 * 60_000;
