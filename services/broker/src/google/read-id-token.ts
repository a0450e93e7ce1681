import { AppError } from '@portal-sync/kernel';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { GoogleIdentity } from '../domain/sign-in/bind-person.ts';

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
const claims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  azp: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).optional(),
  hd: z.string().optional(),
  name: z.string().optional(),
});

/** Clocks may differ by this, seconds. */
const TOLERANCE_S = 60;

export async function readIdToken(
  idToken: string,
  expected: { nonce: string; keys: JWTVerifyGetKey; issuer: string; clientId: string; now: number },
): Promise<GoogleIdentity> {
  try {
    const { payload } = await jwtVerify(idToken, expected.keys, {
      algorithms: ['RS256'],
      // Google also writes its issuer without the scheme.
      issuer: [expected.issuer, expected.issuer.replace(/^https:\/\//, '')],
      audience: expected.clientId,
      currentDate: new Date(expected.now),
      clockTolerance: TOLERANCE_S,
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    });
    const read = claims.parse(payload);
    if (read.nonce !== expected.nonce) throw new Error('the nonce is another');
    if (read.azp !== undefined && read.azp !== expected.clientId) throw new Error('it was made for another client');
    return {
      sub: read.sub,
      email: read.email ?? null,
      emailVerified: read.email_verified ?? false,
      hd: read.hd ?? null,
      name: read.name ?? null,
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('upstream-failed', { detail: 'Google\'s answer could not be verified.', cause: error });
  }
}
