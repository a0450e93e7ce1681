/** What a client may ask for: every other scope is left out of what is granted (RFC 6749 section 3.3). */
export const OAUTH_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Query of `/oauth2/authorize` as it came: a repeated parameter is a list. */
export type AuthorizeQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface AuthorizeRequest {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly scope: string;
  readonly codeChallenge: string;
  readonly loginHint: string | null;
  /** An invitation link's ticket, passed on by the sign-in page. */
  readonly invitation: string | null;
}

export type AuthorizeVerdict =
  /** The client or its address is not certain: a page, never a redirect (RFC 9700 section 4.11). */
  | { readonly kind: 'page' }
  | { readonly kind: 'back'; readonly redirectUri: string; readonly state: string | null; readonly error: string; readonly description: string }
  | { readonly kind: 'go'; readonly request: AuthorizeRequest };

/** Checks an authorization request (RFC 6749 section 4.1.1, PKCE S256 always) against the client it names. Addresses are compared as whole texts. */
export function judgeAuthorize(query: AuthorizeQuery, client: { readonly redirectUris: readonly string[] } | undefined, issuer: string): AuthorizeVerdict {
  const one = (name: string): string | null => (typeof query[name] === 'string' ? query[name] : null);
  const redirectUri = one('redirect_uri');
  if (client === undefined || redirectUri === null || !client.redirectUris.includes(redirectUri)) return { kind: 'page' };
  const state = one('state');
  const back = (error: string, description: string): AuthorizeVerdict => ({ kind: 'back', redirectUri, state, error, description });

  const repeated = Object.keys(query).find((name) => Array.isArray(query[name]) && name !== 'resource');
  if (repeated !== undefined) return back('invalid_request', 'a parameter is repeated');
  if (one('response_type') !== 'code') return back('unsupported_response_type', 'only code');
  if (!['query', null].includes(one('response_mode'))) return back('invalid_request', 'only response_mode query');
  if (one('request') !== null || one('request_uri') !== null) return back('request_not_supported', 'no request objects');
  if (one('prompt') === 'none') return back('login_required', 'signing in needs the person');
  const codeChallenge = one('code_challenge');
  if (codeChallenge === null || !/^[A-Za-z0-9_-]{43}$/.test(codeChallenge) || one('code_challenge_method') !== 'S256') {
    return back('invalid_request', 'PKCE with S256 is needed');
  }
  // RFC 8707: all of an agency's API is one resource, its own address
  const resources = [query['resource'] ?? []].flat();
  if (resources.some((resource) => resource !== issuer)) return back('invalid_target', 'the only resource is the issuer');
  const tooLong = ['state', 'nonce', 'login_hint', 'invitation'].some((name) => (one(name)?.length ?? 0) > 500);
  if (tooLong) return back('invalid_request', 'a parameter is too long');
  const scope = grantedScope(one('scope') ?? '');
  const request = { redirectUri, state, nonce: one('nonce'), scope, codeChallenge, loginHint: one('login_hint'), invitation: one('invitation') };
  return { kind: 'go', request };
}

export const grantedScope = (asked: string): string => OAUTH_SCOPES.filter((scope) => asked.split(' ').includes(scope)).join(' ');
