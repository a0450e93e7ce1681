import { z } from 'zod';
import { failureCause, product } from '../product.ts';
import { id, instant } from './shapes.ts';

/** `live`: usable. `broken`: Google refuses us. `paused`: the agency excludes this role. `removing`: a disconnect is under way. */
export const connectionState = z.enum(['live', 'broken', 'paused', 'removing']);

export const connection = z.object({
  id,
  agencyId: id,
  userId: id,
  product,
  state: connectionState,
  since: instant,
  /** Why it is broken, in the terms of who must act. */
  cause: failureCause.nullable(),
  /** The Google account; shown to its person and to admins only, otherwise null. */
  account: z.string().nullable(),
  /** The scope ledger: full scope names. */
  scopes: z.object({ requested: z.array(z.string()), granted: z.array(z.string()), missing: z.array(z.string()) }),
  version: z.number().int(),
  madeAt: instant,
});
export type Connection = z.infer<typeof connection>;

export const newConnectSession = z.strictObject({
  userId: id,
  product,
  /** Where the browser returns with `?code=` or `?error=`; a whole string on the agency's allow-list. */
  returnTo: z.url().max(500),
  /** PKCE S256 challenge of the opener (RFC 7636): only who knows the verifier can redeem. */
  codeChallenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Set to reconnect or replace: the connection concerned. */
  connectionId: id.optional(),
  /** `replace` takes another Google account, `upgrade` turns 1-way into 2-way and keeps its links. */
  intent: z.enum(['connect', 'reconnect', 'replace', 'upgrade']).default('connect'),
});

/** `url` is the page in the generic brand to send the browser to. */
export const connectSession = z.object({ id, url: z.url(), expiresAt: instant });

export const redeemConnectSession = z.strictObject({
  code: z.string().min(20).max(200),
  codeVerifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
});

export const disconnect = z.strictObject({ googleEvents: z.enum(['keep', 'remove']) });

/** What a disconnect answers: the connection on its way out. */
export const disconnecting = connection.extend({
  /** Google will go on listing the app, because another connection of the same Google account uses it. Told to the person alone, otherwise null. */
  googleKeepsListing: z.boolean().nullable(),
});
