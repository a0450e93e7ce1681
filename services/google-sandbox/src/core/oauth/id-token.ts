import { createHash } from 'node:crypto';
import { accountName } from '../accounts.ts';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { EMAIL_SCOPE, PROFILE_SCOPE } from './scopes.ts';

/** What the granted sign-in scopes let an app know about a person. */
export function profileClaims(account: Account, scopes: readonly string[]): Record<string, unknown> {
  const { given, family } = accountName(account);
  return {
    ...(account.hd === undefined ? {} : { hd: account.hd }),
    ...(scopes.includes(EMAIL_SCOPE) ? { email: account.email, email_verified: true } : {}),
    ...(scopes.includes(PROFILE_SCOPE)
      ? { name: account.name, given_name: given, family_name: family, picture: `https://lh3.googleusercontent.com/a/${account.sub}=s96-c` }
      : {}),
  };
}

/** An id token for a code or refresh exchange: https://developers.google.com/identity/openid-connect/reference */
export function idToken(world: World, clientId: string, account: Account, scopes: readonly string[], accessToken: string, nonce?: string): string {
  const seconds = Math.floor(world.now() / 1000);
  const half = createHash('sha256').update(accessToken).digest().subarray(0, 16);
  return world.signer.sign({
    iss: world.issuer,
    azp: clientId,
    aud: clientId,
    sub: account.sub,
    ...profileClaims(account, scopes),
    at_hash: half.toString('base64url'),
    ...(nonce === undefined ? {} : { nonce }),
    iat: seconds,
    exp: seconds + 3600,
  });
}
