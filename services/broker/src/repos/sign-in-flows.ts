import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

const signInFailure = z.enum(['denied', 'unknown-person', 'other-account', 'link-used', 'google-failed', 'expired']);

/**
 * One sign-in on its way: asked for on the agency's host, taken to Google by the generic host, finished on the agency's host again.
 * Each step needs the one-time ticket of the step before and the cookie of its own host.
 */
export const signInFlows = defineCollection({
  name: 'signInFlows',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    /** The agency's address it was asked at; issuer of what comes out. */
    issuer: z.string(),
    clientId: z.string(),
    redirectUri: z.string(),
    state: z.string().nullable(),
    nonce: z.string().nullable(),
    scope: z.string(),
    codeChallenge: z.string(),
    loginHint: z.string().nullable(),
    /** The invitation link the person came by, as sent. Its secret is hashed. */
    invitation: z.object({ id: z.string(), hash: z.string() }).nullable(),
    /** Hash of the browser's cookie on the agency's host. */
    browser: z.string(),
    stage: z.enum(['asked', 'at-google', 'answered', 'finished']),
    /** Hash of the ticket for the next step. */
    ticket: z.string().nullable(),
    /** Who Google says it is, sealed; or why nobody. */
    identity: sealed.nullable(),
    failure: signInFailure.nullable(),
    expiresAt: z.number(),
  }),
  key: (flow) => flow.id,
  indexes: { byExpiry: { fields: ['expiresAt'] } },
});
export type SignInFlow = z.infer<typeof signInFlows.schema>;

