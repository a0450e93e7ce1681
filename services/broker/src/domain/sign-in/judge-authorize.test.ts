import { describe, expect, it } from 'vitest';
import { judgeAuthorize, type AuthorizeQuery } from './judge-authorize.ts';

const issuer = 'http://north.test';
const client = { redirectUris: [`${issuer}/auth/callback`] };
const good: AuthorizeQuery = {
  response_type: 'code', redirect_uri: `${issuer}/auth/callback`, scope: 'openid email calendar', state: 's', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256',
};
const shown = (over: AuthorizeQuery, of: typeof client | undefined = client): string => {
  const verdict = judgeAuthorize({ ...good, ...over }, of, issuer);
  return verdict.kind === 'back' ? verdict.error : verdict.kind;
};

describe('an authorization request', () => {
  const table: [string, AuthorizeQuery, string][] = [
    ['is right', {}, 'go'],
    ['names a foreign address', { redirect_uri: 'http://evil.test/auth/callback' }, 'page'],
    ['names an address that only begins right', { redirect_uri: `${issuer}/auth/callback/../x` }, 'page'],
    ['names an address in other case', { redirect_uri: `${issuer}/Auth/callback` }, 'page'],
    ['names two addresses', { redirect_uri: [`${issuer}/auth/callback`, 'http://evil.test'] }, 'page'],
    ['names none', { redirect_uri: undefined }, 'page'],
    ['asks for a token in the address', { response_type: 'token' }, 'unsupported_response_type'],
    ['has no PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['has plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['repeats a parameter', { state: ['a', 'b'] }, 'invalid_request'],
    ['must not ask the person', { prompt: 'none' }, 'login_required'],
    ['wants another resource', { resource: 'http://other.test' }, 'invalid_target'],
    ['names the one resource', { resource: issuer }, 'go'],
    ['hides its parameters', { request: 'eyJ' }, 'request_not_supported'],
  ];
  it.each(table)('%s', (_name, over, expected) => {
    expect(shown(over)).toBe(expected);
  });
  it('of an unknown client never redirects', () => {
    expect(judgeAuthorize(good, undefined, issuer).kind).toBe('page');
  });
  it('gets the scopes there are, and no others', () => {
    expect(judgeAuthorize(good, client, issuer)).toMatchObject({ request: { scope: 'openid email', state: 's' } });
  });
});
