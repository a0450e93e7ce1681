import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeAccount, mustFindAccount } from '../control/accounts.ts';
import { registerClient } from '../control/oauth.ts';
import { START, testWorld } from '../../testing/core-world.ts';
import type { TestWorld } from '../../testing/core-world.ts';
import type { Answers, AuthStep } from './authorize.ts';
import type { Client } from './clients.ts';

let world: TestWorld;
const AUTH = 'https://www.googleapis.com/auth/';
const CALLBACK = 'https://app.example/callback';
const VERIFIER = 'a'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const TWO = `openid email ${AUTH}calendar.events ${AUTH}calendar.calendarlist.readonly`;
const DAY = 86_400_000;

const client = (more: Partial<Client> = {}): Client => ({
  clientId: 'one', clientSecret: 'secret', redirectUris: [CALLBACK], projectNumber: '100', status: 'production', brandName: 'My Portal App', ...more,
});

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com', { name: 'Alice Example' });
  world.account('bob@salon.example', { hd: 'salon.example' });
  registerClient(world.google.world, client());
});

const query = (more: Record<string, string> = {}) => ({
  client_id: 'one', redirect_uri: CALLBACK, response_type: 'code', scope: TWO, state: 's t&te', access_type: 'offline', ...more,
});
const ask = (more: Record<string, string> = {}, answers: Answers = {}): AuthStep => world.google.authorize(query(more), answers);
const ALL = TWO.split(' ');

/** Where the browser is sent after answering everything. */
function answerUrl(more: Record<string, string> = {}, answers: Answers = {}): URLSearchParams {
  const step = ask(more, { account: 'alice@gmail.com', signIn: true, decision: 'allow', scopes: ALL, ...answers });
  if (step.kind !== 'redirect') throw new Error(`stuck on ${step.kind}`);
  return new URL(step.location).searchParams;
}

function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return world.google.handle({ method: 'POST', path, headers, body: new URLSearchParams(form).toString() }) as { status: number; body: Record<string, string> };
}

const exchange = (code: string, more: Record<string, string> = {}) =>
  post('/token', { grant_type: 'authorization_code', code, client_id: 'one', client_secret: 'secret', redirect_uri: CALLBACK, ...more });
const refresh = (token: string, more: Record<string, string> = {}) =>
  post('/token', { grant_type: 'refresh_token', refresh_token: token, client_id: 'one', client_secret: 'secret', ...more });
const connect = (more: Record<string, string> = {}, answers: Answers = {}) => exchange(answerUrl(more, answers).get('code') ?? '').body;

describe('the pages', () => {
  test('choose an account, sign in, tick boxes, in this order', () => {
    expect(ask()).toMatchObject({ kind: 'choose', accounts: [{ email: 'alice@gmail.com' }, { email: 'bob@salon.example' }] });
    expect(ask({}, { account: 'alice@gmail.com' })).toMatchObject({ kind: 'sign-in', scopes: ['openid', `${AUTH}userinfo.email`] });
    const boxes = [{ scope: `${AUTH}calendar.events`, granted: false }, { scope: `${AUTH}calendar.calendarlist.readonly`, granted: false }];
    expect(ask({}, { account: 'alice@gmail.com', signIn: true })).toMatchObject({ kind: 'consent', tickable: true, boxes });
  });

  test('login_hint picks the account, by address or sub, unless select_account asks', () => {
    expect(ask({ login_hint: 'alice@gmail.com' }).kind).toBe('sign-in');
    expect(ask({ login_hint: 'bob@salon.example', prompt: 'select_account' })).toMatchObject({ kind: 'choose', accounts: [{ email: 'bob@salon.example' }, {}] });
    expect(ask({ hd: 'salon.example' })).toMatchObject({ kind: 'choose', accounts: [{ email: 'bob@salon.example' }] });
  });

  test('one scope beside the sign-in ones has no boxes: all or nothing', () => {
    const one = { scope: `openid ${AUTH}calendar.events` };
    expect(ask(one, { account: 'alice@gmail.com', signIn: true })).toMatchObject({ kind: 'consent', tickable: false });
    expect(answerUrl(one, { scopes: [] }).get('scope')).toContain('calendar.events');
  });

  test('a trusted app has no boxes either', () => {
    const bob = mustFindAccount(world.google.world, 'bob@salon.example');
    changeAccount(world.google.world, bob, { trustedClients: ['one'] });
    expect(ask({}, { account: 'bob@salon.example', signIn: true })).toMatchObject({ kind: 'consent', tickable: false });
  });

  test('sign-in alone never shows the boxes page', () => {
    expect(ask({ scope: 'openid email' }, { account: 'alice@gmail.com', signIn: true })).toMatchObject({ kind: 'redirect' });
  });

  test('denial comes back with the state', () => {
    const answer = answerUrl({}, { decision: 'deny' });
    expect([answer.get('error'), answer.get('state'), answer.get('code')]).toEqual(['access_denied', 's t&te', null]);
  });

  test('prompt=none never shows a page', () => {
    expect(ask({ prompt: 'none' })).toMatchObject({ kind: 'redirect', location: expect.stringContaining('error=interaction_required') });
    expect(ask({ prompt: 'none', login_hint: 'alice@gmail.com' })).toMatchObject({ location: expect.stringContaining('error=consent_required') });
    connect();
    expect(ask({ prompt: 'none', login_hint: 'alice@gmail.com' })).toMatchObject({ location: expect.stringContaining('code=') });
  });
});

describe('errors that never redirect', () => {
  test.each([
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['an address that is not registered', { redirect_uri: 'https://app.example/callback/' }, 400, 'redirect_uri_mismatch'],
    ['an address in other case', { redirect_uri: 'https://app.example/Callback' }, 400, 'redirect_uri_mismatch'],
    ['no scope', { scope: '' }, 400, 'invalid_request'],
    ['a scope that does not exist', { scope: `${AUTH}calendar.everything` }, 400, 'invalid_scope'],
    ['a response type other than code', { response_type: 'token' }, 400, 'unsupported_response_type'],
    ['a prompt beside none', { prompt: 'none consent' }, 400, 'invalid_request'],
    ['an unknown access type', { access_type: 'forever' }, 400, 'invalid_request'],
    ['an unknown challenge method', { code_challenge: CHALLENGE, code_challenge_method: 'S512' }, 400, 'invalid_request'],
    ['a challenge that is too short', { code_challenge: 'short', code_challenge_method: 'S256' }, 400, 'invalid_request'],
  ])('%s', (_, more, status, error) => {
    expect(ask(more, { account: 'alice@gmail.com', decision: 'allow' })).toMatchObject({ kind: 'error', status, error });
  });

  test('an account that may not: blocked by its admin, outside the organization, not a tester, disabled', () => {
    const { world: core } = world.google;
    const bob = mustFindAccount(core, 'bob@salon.example');
    changeAccount(core, bob, { blockedClients: ['one'] });
    expect(ask({}, { account: 'bob@salon.example', decision: 'allow' })).toMatchObject({ kind: 'error', error: 'admin_policy_enforced' });
    registerClient(core, client({ internalTo: 'salon.example' }));
    expect(ask({}, { account: 'alice@gmail.com' })).toMatchObject({ kind: 'error', status: 403, error: 'org_internal' });
    registerClient(core, client({ status: 'testing', testUsers: ['bob@salon.example'] }));
    expect(ask({}, { account: 'alice@gmail.com' })).toMatchObject({ kind: 'error', status: 403, error: 'access_denied' });
    registerClient(core, client({ status: 'deleted' }));
    expect(ask()).toMatchObject({ kind: 'error', status: 401, error: 'deleted_client' });
  });

  test('an embedded browser', () => {
    expect(ask({}, { userAgent: 'Mozilla/5.0 (Linux; Android 14; wv)' })).toMatchObject({ kind: 'error', error: 'disallowed_useragent' });
  });
});

describe('granted scopes', () => {
  test('a box left out is missing from the token, and the call it is for is refused', () => {
    const tokens = connect({}, { scopes: [`${AUTH}calendar.events`] });
    expect(tokens['scope']).toBe(`openid ${AUTH}userinfo.email ${AUTH}calendar.events`);
    const answer = world.google.handle({ method: 'GET', path: '/calendar/v3/users/me/calendarList', headers: { authorization: `Bearer ${tokens['access_token']}` } });
    expect(answer.status).toBe(403);
  });

  test('with every box left out there is still a code, for the sign-in scopes', () => {
    expect(connect({}, { scopes: [] })['scope']).toBe(`openid ${AUTH}userinfo.email`);
  });

  test('the next request asks only for what is missing, unless prompt=consent', () => {
    connect({}, { scopes: [`${AUTH}calendar.events`] });
    expect(ask({}, { account: 'alice@gmail.com' })).toMatchObject({ kind: 'consent', boxes: [{ scope: `${AUTH}calendar.calendarlist.readonly` }] });
    expect(ask({ prompt: 'consent' }, { account: 'alice@gmail.com', signIn: true })).toMatchObject({ boxes: [{ granted: true }, { granted: false }] });
  });

  test('asking for less later takes nothing back; include_granted_scopes brings it into the token', () => {
    connect();
    const less = { scope: `openid email ${AUTH}calendar.events` };
    expect(connect(less)['scope']).not.toContain('calendarlist');
    expect(connect({ ...less, include_granted_scopes: 'true' })['scope']).toContain('calendar.calendarlist.readonly');
  });
});

describe('codes', () => {
  test('work once, for ten minutes, for their client, address and verifier', () => {
    const code = () => answerUrl({ code_challenge: CHALLENGE, code_challenge_method: 'S256' }).get('code') ?? '';
    const once = code();
    expect(exchange(once, { code_verifier: VERIFIER }).status).toBe(200);
    expect(exchange(once, { code_verifier: VERIFIER })).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: 'Bad Request' } });
    expect(exchange(code())).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: 'Missing code verifier.' } });
    expect(exchange(code(), { code_verifier: 'b'.repeat(43) }).body).toMatchObject({ error: 'invalid_grant' });
    expect(exchange(code(), { code_verifier: VERIFIER, redirect_uri: 'https://app.example/other' }).body['error']).toBe('redirect_uri_mismatch');
    const late = code();
    world.advance(10 * 60_000);
    expect(exchange(late, { code_verifier: VERIFIER }).body['error']).toBe('invalid_grant');
  });

  test('a wrong client is told so', () => {
    const code = answerUrl().get('code') ?? '';
    expect(exchange(code, { client_id: 'nobody' })).toMatchObject({ status: 401, body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' } });
    expect(exchange(code, { client_secret: 'wrong' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const basic = { authorization: `Basic ${Buffer.from('one:secret').toString('base64')}` };
    expect(post('/token', { grant_type: 'authorization_code', code, redirect_uri: CALLBACK }, basic).status).toBe(200);
    expect(post('/token', { grant_type: 'password' }).body['error']).toBe('unsupported_grant_type');
  });
});

describe('refresh tokens', () => {
  test('come with the first offline consent and with prompt=consent, and not in between', () => {
    expect(connect()['refresh_token']).toBeTypeOf('string');
    expect(connect()['refresh_token']).toBeUndefined();
    expect(connect({ prompt: 'consent' })['refresh_token']).toBeTypeOf('string');
    expect(connect({ prompt: 'consent', access_type: 'online' })['refresh_token']).toBeUndefined();
  });

  test('give access tokens of 3599 seconds and no new refresh token', () => {
    const { refresh_token: token = '' } = connect();
    const { status, body } = refresh(token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3599, token_type: 'Bearer', scope: expect.stringContaining('calendar.events') });
    expect(body['refresh_token']).toBeUndefined();
  });

  test('an access token ends with its hour', () => {
    const { access_token: token } = connect();
    const info = () => world.google.handle({ method: 'GET', path: '/oauth2/v3/userinfo', headers: { authorization: `Bearer ${token}` } }).status;
    expect(info()).toBe(200);
    world.advance(3599 * 1000);
    expect(info()).toBe(401);
  });

  test('die after six months unused, and live on when used', () => {
    const { refresh_token: token = '' } = connect();
    world.advance(150 * DAY);
    expect(refresh(token).status).toBe(200);
    world.advance(150 * DAY);
    expect(refresh(token).status).toBe(200);
    world.advance(184 * DAY);
    expect(refresh(token).body).toEqual({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
  });

  test('die after seven days while the app is being tested, unless only name and e-mail were asked', () => {
    registerClient(world.google.world, client({ status: 'testing' }));
    const full = connect()['refresh_token'] ?? '';
    const small = connect({ scope: 'openid email', prompt: 'consent' })['refresh_token'] ?? '';
    registerClient(world.google.world, client());
    world.advance(7 * DAY);
    expect([refresh(full).status, refresh(small).status]).toEqual([400, 200]);
  });

  test('the hundred and first of an account and client silently ends the oldest', () => {
    const tokens = Array.from({ length: 101 }, () => connect({ prompt: 'consent' })['refresh_token'] ?? '');
    expect(refresh(tokens[0] ?? '').body['error_description']).toBe('Token has been expired or revoked.');
    expect(refresh(tokens[1] ?? '').status).toBe(200);
  });

  test('one that never was is refused in other words than one that died', () => {
    expect(refresh('1//0nothing').body).toEqual({ error: 'invalid_grant', error_description: 'Bad Request' });
  });
});

describe('revocation', () => {
  test('ends every token of every client of the project, and the grant', () => {
    registerClient(world.google.world, client({ clientId: 'two' }));
    registerClient(world.google.world, client({ clientId: 'else', projectNumber: '200' }));
    const one = connect();
    const two = world.google.authorize({ ...query(), client_id: 'two' }, { account: 'alice@gmail.com', signIn: true, decision: 'allow', scopes: ALL });
    const third = world.google.authorize({ ...query(), client_id: 'else' }, { account: 'alice@gmail.com', signIn: true, decision: 'allow', scopes: ALL });
    const codeOf = (step: AuthStep) => (step.kind === 'redirect' ? (new URL(step.location).searchParams.get('code') ?? '') : '');
    const second = exchange(codeOf(two), { client_id: 'two' }).body['refresh_token'] ?? '';
    const other = exchange(codeOf(third), { client_id: 'else' }).body['refresh_token'] ?? '';
    expect(post('/revoke', { token: one['access_token'] ?? '' })).toMatchObject({ status: 200, body: {} });
    expect(refresh(one['refresh_token'] ?? '').body['error_description']).toBe('Token has been expired or revoked.');
    expect(refresh(second, { client_id: 'two' }).status).toBe(400);
    expect(refresh(other, { client_id: 'else' }).status).toBe(200);
    expect(post('/revoke', { token: one['access_token'] ?? '' })).toMatchObject({ status: 400, body: { error: 'invalid_token' } });
    expect(connect()['refresh_token']).toBeTypeOf('string');
  });

  test('takes the token from the query too', () => {
    const { refresh_token: token = '' } = connect();
    expect(world.google.handle({ method: 'POST', path: '/revoke', query: { token } }).status).toBe(200);
  });
});

describe('who it is', () => {
  test('the id token verifies against the published keys, carries nonce and what was granted', async () => {
    const tokens = connect({ nonce: 'n-1', scope: `openid email profile ${AUTH}calendar.events` });
    const keys = world.google.handle({ method: 'GET', path: '/oauth2/v3/certs' }).body as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(tokens['id_token'] ?? '', createLocalJWKSet(keys), {
      issuer: 'https://accounts.google.com', audience: 'one', currentDate: new Date(START),
    });
    expect(protectedHeader.alg).toBe('RS256');
    const half = createHash('sha256').update(tokens['access_token'] ?? '').digest().subarray(0, 16).toString('base64url');
    expect(payload).toMatchObject({ azp: 'one', nonce: 'n-1', email: 'alice@gmail.com', email_verified: true, given_name: 'Alice', at_hash: half });
    expect(payload['hd']).toBeUndefined();
  });

  test('userinfo and tokeninfo say no more than was granted', () => {
    const get = (path: string, token = '') => world.google.handle({ method: 'GET', path, headers: { authorization: `Bearer ${token}` }, query: { access_token: token } });
    const { access_token: full } = connect();
    expect(get('/oauth2/v3/userinfo', full).body).toEqual({ sub: expect.any(String), email: 'alice@gmail.com', email_verified: true });
    expect(get('/tokeninfo', full).body).toMatchObject({ aud: 'one', email: 'alice@gmail.com', access_type: 'offline' });
    const { access_token: bare } = connect({ scope: `${AUTH}calendar.events` });
    expect(get('/oauth2/v3/userinfo', bare).status).toBe(403);
    expect(JSON.stringify(get('/tokeninfo', bare).body)).not.toContain('alice');
    expect(get('/oauth2/v3/userinfo', 'nothing').status).toBe(401);
  });
});

test.each([
  ['http://app.example/cb', 'https'],
  ['https://10.1.2.3/cb', 'raw IP'],
  ['https://u:p@app.example/cb', 'user info'],
  ['https://app.example/cb#x', 'fragment'],
  ['https://*.app.example/cb', 'wildcard'],
])('the console refuses to register %s', (uri, why) => {
  expect(() => registerClient(world.google.world, client({ redirectUris: [uri] }))).toThrow(why);
});
