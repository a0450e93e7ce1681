import type { World } from '../world.ts';
import type { Client } from './clients.ts';
import { idToken } from './id-token.ts';
import { OAuthError, badGrant, deadToken } from './oauth-error.ts';
import { parseScopes } from './scopes.ts';
import { ACCESS_TOKEN_SECONDS, isAlive, issueAccessToken } from './tokens.ts';

/** `grant_type=refresh_token`: a new access token and never a new refresh token. */
export function refreshAccess(world: World, client: Client, form: Record<string, string>): Record<string, unknown> {
  const given = form['refresh_token'];
  if (!given) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: refresh_token');
  const token = world.state.tokens.get(given);
  if (token?.kind !== 'refresh') throw badGrant();
  if (token.clientId !== client.clientId) throw new OAuthError(400, 'unauthorized_client', 'Unauthorized');
  const account = world.state.accounts.get(token.sub);
  if (!account || account.disabled) throw badGrant('Account has been deleted');
  if (!isAlive(token, world.now())) throw deadToken();
  const asked = parseScopes(form['scope'] ?? '');
  if (asked.some((scope) => !token.scopes.includes(scope))) throw new OAuthError(400, 'invalid_scope', 'Bad Request');
  world.state.tokens.set(token.token, { ...token, lastUsedAt: world.now() });
  const scopes = asked.length > 0 ? asked : token.scopes;
  const access = issueAccessToken(world, { client, sub: token.sub, scopes }, true);
  return {
    access_token: access.token,
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: scopes.join(' '),
    token_type: 'Bearer',
    ...(scopes.includes('openid') ? { id_token: idToken(world, client.clientId, account, scopes, access.token) } : {}),
  };
}
