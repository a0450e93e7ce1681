import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

const session = {
  id: z.string(),
  agencyId: z.string(),
  clientId: z.string(),
  userId: z.string(),
  issuer: z.string(),
  scope: z.string(),
  /** ms since the epoch: when the person signed in. */
  signedInAt: z.number(),
  expiresAt: z.number(),
};

/** RFC 6749 section 4.1.2: lives a minute, works once. Kept until it expires, so that a second use is seen and ends what the first began. */
export const authorizationCodes = defineCollection({
  name: 'authorizationCodes',
  schema: z.object({
    ...session,
    hash: z.string(),
    redirectUri: z.string(),
    codeChallenge: z.string(),
    nonce: z.string().nullable(),
    usedAt: z.number().nullable(),
  }),
  key: (code) => code.id,
  indexes: { byExpiry: { fields: ['expiresAt'] } },
});
export type AuthorizationCode = z.infer<typeof authorizationCodes.schema>;

/**
 * The refresh tokens that follow one sign-in, each replacing the one before (RFC 9700 section 4.14.2). One row: the token names it and carries
 * the secret of its generation. Any other secret with this name is an old one or a guess by a holder of an old one, and ends the family.
 */
export const refreshFamilies = defineCollection({
  name: 'refreshFamilies',
  schema: z.object({ ...session, hash: z.string(), rotations: z.number().int(), endedAt: z.number().nullable() }),
  key: (family) => family.id,
  indexes: { byUser: { fields: ['agencyId', 'userId'] }, byExpiry: { fields: ['expiresAt'] } },
});
export type RefreshFamily = z.infer<typeof refreshFamilies.schema>;
