import { defineRoute, type PlainRequest, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { OAUTH_SCOPES } from '../../domain/sign-in/judge-authorize.ts';
import { issuerOf, type Issuer } from './issuer-of.ts';

const metadata = z.looseObject({ issuer: z.string(), token_endpoint: z.string(), jwks_uri: z.string() });

/** RFC 8414 section 2, OpenID Connect Discovery section 3. */
function metadataOf({ kind, origin }: Issuer): z.output<typeof metadata> {
  const every = {
    issuer: origin,
    token_endpoint: `${origin}/oauth2/token`,
    jwks_uri: `${origin}/.well-known/jwks.json`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
  if (kind === 'internal') {
    return { ...every, grant_types_supported: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'], response_types_supported: [] };
  }
  return {
    ...every,
    authorization_endpoint: `${origin}/oauth2/authorize`,
    revocation_endpoint: `${origin}/oauth2/revoke`,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    scopes_supported: [...OAUTH_SCOPES],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    claims_supported: ['sub', 'name', 'email', 'auth_time', 'nonce'],
  };
}

const handle = async (request: PlainRequest, deps: Deps): Promise<PlainResponse> => ({
  status: 200,
  headers: { 'cache-control': 'public, max-age=300' },
  body: metadataOf(await issuerOf(deps, request.headers)),
});

const about = { method: 'GET', who: 'anyone', answers: { 200: metadata }, handle: (request: unknown, deps: Deps) => handle(request as PlainRequest, deps) } as const;

export const oauthMetadata = defineRoute({ ...about, id: 'getOAuthMetadata', path: '/.well-known/oauth-authorization-server', summary: 'Metadata of this issuer, RFC 8414' });
export const openIdMetadata = defineRoute({ ...about, id: 'getOpenIdMetadata', path: '/.well-known/openid-configuration', summary: 'The same, where OpenID Connect looks for it' });

export const jwks = defineRoute({
  id: 'getJwks',
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'Public keys of all our tokens, RFC 7517',
  who: 'anyone',
  answers: { 200: z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }) },
  async handle(_request, deps: Deps) {
    return { status: 200, headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' }, body: await deps.signer.publicKeys() };
  },
});
