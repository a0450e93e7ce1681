import type { Caller } from '@portal-sync/contracts';
import { AppError, type Clock } from '@portal-sync/kernel';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { callerOf, readClaims } from './caller-of.ts';

export interface VerifierOptions {
  /** Keys of all issuers: `createRemoteKeys({ url: BROKER_URL/.well-known/jwks.json, ... })`. */
  readonly jwks: JWTVerifyGetKey;
  /** The agency's card, e.g. `directory.get`. Asked only for tokens whose signature holds. */
  readonly agencyOf: (agencyId: string) => Promise<{ readonly origins: readonly string[] } | undefined>;
  /** Issuer of tokens between our own services: BROKER_URL, an origin. */
  readonly internalIssuer: string;
  readonly clock: Clock;
}

/** Who sends this request: fits runtime's `Authenticate`. */
export type AuthenticateToken = (
  authorization: string | undefined,
  request?: { readonly headers: Readonly<Record<string, string | undefined>> },
) => Promise<Caller>;

/** Clocks of two machines may differ by this, seconds. */
const TOLERANCE_S = 5;

/**
 * Checks access tokens (RFC 9068): algorithm, type, signature, expiry, and that issuer and audience are one address of the claimed agency,
 * the one the gateway was asked at. No header gives `anyone`; a token that does not hold rejects with AppError `not-signed-in`.
 */
export function createVerifier({ jwks, agencyOf, internalIssuer, clock }: VerifierOptions): AuthenticateToken {
  return async (authorization, request) => {
    if (authorization === undefined) return { kind: 'anyone' };
    const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new AppError('not-signed-in');
    const claims = readClaims(await payloadOf(token, jwks, clock));
    if (claims === undefined) throw new AppError('not-signed-in');
    const caller = callerOf(claims, {
      internalIssuer,
      origins: 'agency' in claims ? (await agencyOf(claims.agency))?.origins : undefined,
      askedAt: request?.headers['x-agency-origin'],
    });
    if (caller === undefined) throw new AppError('not-signed-in', { detail: 'This token is not for this address.' });
    return caller;
  };
}

async function payloadOf(token: string, jwks: JWTVerifyGetKey, clock: Clock): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, jwks, {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      requiredClaims: ['iss', 'aud', 'sub', 'exp', 'iat', 'jti'],
      currentDate: new Date(clock.now()),
      clockTolerance: TOLERANCE_S,
    });
    return payload;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof errors.JWTExpired) throw new AppError('not-signed-in', { detail: 'The token has expired.' });
    throw new AppError('not-signed-in', { cause: error });
  }
}
