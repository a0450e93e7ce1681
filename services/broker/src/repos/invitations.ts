import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A one-use link that binds a person's Google account at first sign-in. Only the hash of its secret is kept. */
export const invitations = defineCollection({
  name: 'invitations',
  schema: z.object({
    id: z.string(),
    hash: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    createdAt: z.number(),
    expiresAt: z.number(),
    usedAt: z.number().nullable(),
  }),
  key: (invitation) => invitation.id,
  indexes: { byUser: { fields: ['agencyId', 'userId'] }, byExpiry: { fields: ['expiresAt'] } },
});
export type Invitation = z.infer<typeof invitations.schema>;
