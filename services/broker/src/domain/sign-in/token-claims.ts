import type { Role } from '@portal-sync/contracts';

/** Seconds an access token lives. */
export const ACCESS_TOKEN_S = 300;

interface Stamp {
  readonly issuer: string;
  readonly clientId: string;
  readonly jti: string;
  /** ms since the epoch */
  readonly now: number;
}

const stamped = ({ issuer, clientId, jti, now }: Stamp) => {
  const iat = Math.floor(now / 1000);
  return { iss: issuer, client_id: clientId, jti, iat, exp: iat + ACCESS_TOKEN_S };
};

/** Access token of a person (RFC 9068): for one agency's API, at the address they signed in at. */
export const personClaims = (
  stamp: Stamp,
  person: { agencyId: string; userId: string; role: Role; contactId: string | null; scope: string },
) => ({
  ...stamped(stamp),
  aud: stamp.issuer,
  sub: person.userId,
  agency: person.agencyId,
  role: person.role,
  ...(person.contactId === null ? {} : { contact_id: person.contactId }),
  ...(person.scope === '' ? {} : { scope: person.scope }),
});

/** Access token of an agency's own system: the subject is the client (RFC 9068 section 5). */
export const platformClaims = (stamp: Stamp, agencyId: string) => ({ ...stamped(stamp), aud: stamp.issuer, sub: stamp.clientId, agency: agencyId });

/** Token between our own services. */
export const serviceClaims = (stamp: Stamp) => ({ ...stamped(stamp), aud: 'internal', sub: stamp.clientId });

/** OpenID Connect Core section 2. */
export const idTokenClaims = (
  stamp: Stamp,
  person: { userId: string; name: string; email: string; nonce: string | null; signedInAt: number; scope: string },
) => {
  const { client_id: audience, ...rest } = stamped(stamp);
  const scopes = person.scope.split(' ');
  return {
    ...rest,
    aud: audience,
    sub: person.userId,
    auth_time: Math.floor(person.signedInAt / 1000),
    ...(person.nonce === null ? {} : { nonce: person.nonce }),
    ...(scopes.includes('profile') ? { name: person.name } : {}),
    ...(scopes.includes('email') ? { email: person.email } : {}),
  };
};
