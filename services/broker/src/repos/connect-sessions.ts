import { product } from '@portal-sync/contracts';
import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

const connectIntent = z.enum(['connect', 'reconnect', 'replace', 'upgrade']);

/** Who opened a session: only the same may redeem it. */
export const opener = z.object({ kind: z.enum(['user', 'platform']), id: z.string() });
export type Opener = z.infer<typeof opener>;

/** A consent that came back from Google and is not redeemed yet: sealed, unusable. */
export const pendingConsent = z.object({
  project: z.string(),
  sub: z.string(),
  requested: z.array(z.string()),
  granted: z.array(z.string()),
  /** The tokens. */
  secrets: sealed,
  codeHash: z.string(),
  consentedAt: z.number(),
});
export type PendingConsent = z.infer<typeof pendingConsent>;

/**
 * One try to connect a calendar.
 * `open` -> `pending` (Google said yes) -> `redeemed`; from either of the first two -> `ended` when its time is over. Due: at that time.
 */
export const connectSessions = defineCollection({
  name: 'connectSessions',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    product,
    intent: connectIntent,
    /** The connection to reconnect, replace or upgrade. */
    connectionId: z.string().nullable(),
    returnTo: z.string(),
    codeChallenge: z.string(),
    opener,
    /** Hash of the secret in the page's address. */
    hash: z.string(),
    /** That secret, sealed: for the pages that offer to try again. */
    link: sealed,
    state: z.enum(['open', 'pending', 'redeemed', 'ended']),
    /** How often the browser was sent to Google. */
    tries: z.number().int(),
    pending: pendingConsent.nullable(),
    openedAt: z.number(),
    expiresAt: z.number(),
    ...dueFields,
  }),
  key: (session) => session.id,
  indexes: { byUser: { fields: ['agencyId', 'userId'] }, byExpiry: { fields: ['expiresAt'] } },
  due: true,
});
export type ConnectSession = z.infer<typeof connectSessions.schema>;
