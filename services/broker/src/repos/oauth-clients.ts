import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** An agency's OAuth client: its own system (`platform`) or our portal on its hosts. One per agency and system. */
export const oauthClients = defineCollection({
  name: 'oauthClients',
  schema: z.object({
    agencyId: z.string(),
    clientId: z.string(),
    kind: z.enum(['platform', 'portal']),
    /** SHA-256 of a secret of 32 random bytes. */
    secretHash: z.string(),
    /** Whole addresses; compared as text. */
    redirectUris: z.array(z.string()),
    createdAt: z.number(),
  }),
  key: (client) => oauthClientKey(client.agencyId, client.clientId),
});
export type OAuthClient = z.infer<typeof oauthClients.schema>;

export const oauthClientKey = (agencyId: string, clientId: string): string => `${agencyId}/${clientId}`;
