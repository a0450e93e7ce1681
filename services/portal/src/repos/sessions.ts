import { product, role } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A connect that was begun in this session and has not come back. */
const openConnect = z.strictObject({
  /** The connect session's id at the broker. */
  id: z.string(),
  product,
  intent: z.enum(['connect', 'reconnect', 'replace', 'upgrade']),
  /** The PKCE verifier, sealed: only this session can redeem. */
  verifier: z.string(),
  /** ms since the epoch */
  until: z.number(),
});

/** A signed-in person's session. The browser holds the token whose hash is the key; it never holds more. */
export const sessions = defineCollection({
  name: 'sessions',
  schema: z.strictObject({
    /** SHA-256 of the cookie's value. */
    id: z.string(),
    agencyId: z.string(),
    /** The address it was made at, and is good for. */
    origin: z.string(),
    userId: z.string(),
    role,
    contactId: z.string().nullable(),
    /** Access and refresh token, sealed. */
    tokens: z.string(),
    /** When the access token ends, ms; 0: it must be renewed before it is used again. */
    tokenUntil: z.number(),
    /** Who renews the tokens now: one at a time, over all replicas. */
    renewing: z.strictObject({ by: z.string(), until: z.number() }).nullable(),
    connects: z.array(openConnect).max(5),
    createdAt: z.number(),
    /** Moves on with use, ms. */
    until: z.number(),
  }),
  key: (session) => session.id,
  indexes: {
    byUser: { fields: ['agencyId', 'userId'] },
    byAgency: { fields: ['agencyId', 'createdAt'] },
    byEnd: { fields: ['until'] },
  },
});
export type Session = z.infer<typeof sessions.schema>;

const HOUR_MS = 3_600_000;
/** A session ends when it was not used for so long. */
export const IDLE_MS = 7 * 24 * HOUR_MS;
/** And at the latest after this. */
export const LONGEST_MS = 30 * 24 * HOUR_MS;
/** How often use is written down. */
export const TOUCH_MS = HOUR_MS;
