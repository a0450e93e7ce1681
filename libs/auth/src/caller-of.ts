import { OPERATOR_CLIENT, role, type Caller } from '@portal-sync/contracts';
import { z } from 'zod';

/** Claims of our access tokens (RFC 9068): of a person, of a platform client, of one of our services or of the operator. */
const agencyClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  client_id: z.string(),
  agency: z.string(),
  role: role.optional(),
  contact_id: z.string().optional(),
});
const serviceClaims = z.object({ iss: z.string(), aud: z.literal('internal'), sub: z.string() });

export type TokenClaims = z.infer<typeof agencyClaims> | z.infer<typeof serviceClaims>;

/** The audience of tokens between our own services. */
export const INTERNAL_AUDIENCE = 'internal';

/** The claims of a verified payload, or undefined when they are not those of an access token of ours. Pure. */
export function readClaims(payload: unknown): TokenClaims | undefined {
  const service = serviceClaims.safeParse(payload);
  if (service.success) return service.data;
  return agencyClaims.safeParse(payload).data;
}

/** Where a token may be used: what is known besides its claims. */
export interface TokenPlace {
  /** Issuer of internal tokens: the broker's origin. */
  readonly internalIssuer: string;
  /** Addresses of the claimed agency; undefined: there is no such agency. */
  readonly origins: readonly string[] | undefined;
  /** The address the gateway was asked at, when the request came through it. */
  readonly askedAt: string | undefined;
}

/** Who the claims name, or undefined when the token is not for this place: wrong issuer, another agency's address, mixed audience. Pure. */
export function callerOf(claims: TokenClaims, place: TokenPlace): Caller | undefined {
  if (!('agency' in claims)) {
    if (claims.iss !== place.internalIssuer) return undefined;
    return claims.sub === OPERATOR_CLIENT ? { kind: 'operator' } : { kind: 'service', name: claims.sub };
  }
  if (claims.iss !== claims.aud || place.origins?.includes(claims.aud) !== true) return undefined;
  if (place.askedAt !== undefined && place.askedAt !== claims.aud) return undefined;
  if (claims.role === undefined) {
    return claims.sub === claims.client_id ? { kind: 'platform', agencyId: claims.agency, clientId: claims.client_id } : undefined;
  }
  return {
    kind: 'user',
    agencyId: claims.agency,
    userId: claims.sub,
    role: claims.role,
    ...(claims.contact_id === undefined ? {} : { contactId: claims.contact_id }),
  };
}
