import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import type { Client } from './clients.ts';
import { idToken } from './id-token.ts';
import { OAuthError, badGrant } from './oauth-error.ts';
import type { Code } from './records.ts';
import { ACCESS_TOKEN_SECONDS, issueAccessToken, issueRefreshToken } from './tokens.ts';

function checkVerifier(code: Code, verifier: string | undefined): void {
  if (!code.challenge) {
    if (verifier !== undefined) throw badGrant('Invalid code verifier.');
    return;
  }
  if (!verifier) throw badGrant('Missing code verifier.');
  const { method, value } = code.challenge;
  const proof = method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  if (proof !== value) throw badGrant('Invalid code verifier.');
}

/** `grant_type=authorization_code`: a code works once, for ten minutes, for its client, address and verifier. */
export function exchangeCode(world: World, client: Client, form: Record<string, string>): Record<string, unknown> {
  const given = form['code'];
  if (!given) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: code');
  const code = world.state.codes.get(given);
  if (!code || code.used || code.expiresAt <= world.now() || code.clientId !== client.clientId) throw badGrant();
  if (form['redirect_uri'] !== code.redirectUri) throw new OAuthError(400, 'redirect_uri_mismatch', 'Bad Request');
  checkVerifier(code, form['code_verifier']);
  const account = world.state.accounts.get(code.sub);
  if (!account || account.disabled) throw badGrant();
  world.state.codes.set(code.code, { ...code, used: true });
  const to = { client, sub: code.sub, scopes: code.scopes };
  const access = issueAccessToken(world, to, code.offline);
  return {
    access_token: access.token,
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(code.withRefresh ? { refresh_token: issueRefreshToken(world, to).token } : {}),
    scope: code.scopes.join(' '),
    token_type: 'Bearer',
    ...(code.scopes.includes('openid') ? { id_token: idToken(world, client.clientId, account, code.scopes, access.token, code.nonce) } : {}),
  };
}
