import { param } from '../../api/request.ts';
import type { ApiRequest } from '../../api/request.ts';
import { formBody } from '../../api/body.ts';
import { ok } from '../../api/route.ts';
import type { Reply } from '../../api/route.ts';
import type { World } from '../../world.ts';
import { profileClaims } from '../id-token.ts';
import { OAuthError } from '../oauth-error.ts';
import { EMAIL_SCOPE, PROFILE_SCOPE } from '../scopes.ts';
import { liveAccessToken } from '../tokens.ts';

/** The bearer token of a request: header, or the `access_token` parameter that Google still takes. */
export function bearerOf(request: ApiRequest): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(request.headers?.['authorization'] ?? '')?.[1] ?? param(request, 'access_token');
}

/** GET /oauth2/v3/userinfo */
export function userinfo(world: World, request: ApiRequest): Reply {
  const token = liveAccessToken(world, bearerOf(request) ?? '');
  const account = token && world.state.accounts.get(token.sub);
  if (!token || !account) throw new OAuthError(401, 'invalid_request', 'Invalid Credentials');
  const signIn = ['openid', EMAIL_SCOPE, PROFILE_SCOPE];
  if (!token.scopes.some((scope) => signIn.includes(scope))) throw new OAuthError(403, 'insufficient_scope', 'Request had insufficient authentication scopes.');
  return ok({ sub: account.sub, ...profileClaims(account, token.scopes) });
}

/** GET /tokeninfo: what an access token is worth; the e-mail only if an e-mail scope was granted. */
export function tokeninfo(world: World, request: ApiRequest): Reply {
  const given = bearerOf(request) ?? formBody(request)['access_token'];
  const token = liveAccessToken(world, given ?? '');
  const account = token && world.state.accounts.get(token.sub);
  if (!token || !account) throw new OAuthError(400, 'invalid_token', 'Invalid Value');
  return ok({
    azp: token.clientId,
    aud: token.clientId,
    sub: account.sub,
    scope: token.scopes.join(' '),
    exp: String(Math.floor(token.expiresAt / 1000)),
    expires_in: String(Math.floor((token.expiresAt - world.now()) / 1000)),
    ...(token.scopes.includes(EMAIL_SCOPE) ? { email: account.email, email_verified: 'true' } : {}),
    access_type: token.offline ? 'offline' : 'online',
  });
}

/** GET /oauth2/v3/certs */
export const certs = (world: World): Reply => ok(world.signer.jwks(), { 'cache-control': 'public, max-age=300' });

/** GET /oauth2/v1/certs: what Google's own Node library reads. Theirs are certificates, these bare keys; it takes both. */
export const pemCerts = (world: World): Reply => ok(world.signer.pems(), { 'cache-control': 'public, max-age=300' });

/** GET /.well-known/openid-configuration */
export function configuration(world: World): Reply {
  const at = (path: string) => `${world.baseUrl}${path}`;
  return ok({
    issuer: world.issuer,
    authorization_endpoint: at('/o/oauth2/v2/auth'),
    token_endpoint: at('/token'),
    userinfo_endpoint: at('/oauth2/v3/userinfo'),
    revocation_endpoint: at('/revoke'),
    jwks_uri: at('/oauth2/v3/certs'),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['aud', 'email', 'email_verified', 'exp', 'family_name', 'given_name', 'iat', 'iss', 'name', 'picture', 'sub'],
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  });
}
