import * as oauth from 'oauth4webapi';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTicket } from '../../domain/connect/ticket.ts';
import { invitations } from '../../repos/invitations.ts';
import { users } from '../../repos/users.ts';
import { Browser } from '../../testing/browser.ts';
import { beginSignIn, discover, optionsFor, portalAuth, portalClient, REDIRECT, signIn } from '../../testing/oauth-client.ts';
import { admin, auditKinds, CONNECT, HARBOUR, NORTH, openBroker, PLATFORM_SECRET, PORTAL_SECRET, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
let browser: Browser;
beforeEach(async () => {
  world = await openBroker();
  browser = new Browser(world);
});
afterEach(() => world.stop());

const ANNA = { account: 'anna.demo@gmail.com' };
const subOf = async (userId: string) => (await world.store.get(users, `north/${userId}`))?.sub ?? null;
const errorOf = (url: string) => Object.fromEntries([...new URL(url).searchParams].filter(([name]) => ['error', 'reason', 'iss'].includes(name)));
const invite = async (userId: string): Promise<string> => {
  const answer = await world.call('POST', `/v1/users/${userId}/invitations`, admin);
  return new URL((answer.body as { url: string }).url).searchParams.get('invitation') ?? '';
};

describe('oauth4webapi, unmodified', () => {
  test('discovers, signs in with PKCE and checks the id token, its nonce and the issuer of the answer', async () => {
    const { tokens, stop } = await signIn(world, browser, ANNA);
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ iss: NORTH, sub: 'anna', aud: 'portal', name: 'Anna Berg', email: 'anna.demo@gmail.com' });
    expect(new URL(stop.url).searchParams.get('iss')).toBe(NORTH);
    expect(await auditKinds(world)).toEqual(['user.bound', 'user.signed-in']);
  });

  test('the access token opens the API of its agency, as our record says who it is', async () => {
    const { tokens } = await signIn(world, browser, ANNA);
    const as = (origin: string) => ({ authorization: `Bearer ${tokens.access_token}`, 'x-agency-origin': origin });
    expect((await world.call('GET', '/v1/users/anna', undefined, undefined, as(NORTH))).body).toMatchObject({ role: 'staff', bound: true });
    expect((await world.call('GET', '/v1/users/anna', undefined, undefined, as(HARBOUR))).status).toBe(401);
    expect((await world.call('GET', '/internal/agencies/north', undefined, undefined, as(NORTH))).status).toBe(403);
    const header = JSON.parse(atob(tokens.access_token.split('.')[0] ?? '')) as object;
    const claims = JSON.parse(atob(tokens.access_token.split('.')[1] ?? '')) as Record<string, unknown>;
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    expect(claims).toMatchObject({ iss: NORTH, aud: NORTH, sub: 'anna', client_id: 'portal', agency: 'north', role: 'staff', jti: expect.any(String) });
    expect((claims['exp'] as number) - (claims['iat'] as number)).toBe(300);
  });

  test('refreshes, each refresh token once; one that comes again ends them all', async () => {
    const { server, client, tokens } = await signIn(world, browser, ANNA);
    const refresh = async (token: string) => oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, portalAuth, token, optionsFor(world)));
    const second = await refresh(tokens.refresh_token ?? '');
    const third = await refresh(second.refresh_token ?? '');
    expect(new Set([tokens.refresh_token, second.refresh_token, third.refresh_token]).size).toBe(3);
    await expect(refresh(second.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(refresh(third.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await auditKinds(world)).toContain('session.reuse-ended');
  });

  test('revokes: the sign-in is over', async () => {
    const { server, client, tokens } = await signIn(world, browser, ANNA);
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, portalAuth, tokens.refresh_token ?? '', optionsFor(world)));
    const again = await oauth.refreshTokenGrantRequest(server, client, portalAuth, tokens.refresh_token ?? '', optionsFor(world));
    await expect(oauth.processRefreshTokenResponse(server, client, again)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('a platform gets its own token by client credentials, the secret in header or body', async () => {
    const server = await discover(world);
    const client = { client_id: 'crm' };
    for (const auth of [oauth.ClientSecretBasic(PLATFORM_SECRET), oauth.ClientSecretPost(PLATFORM_SECRET)]) {
      const answer = await oauth.processClientCredentialsResponse(server, client, await oauth.clientCredentialsGrantRequest(server, client, auth, { resource: NORTH }, optionsFor(world)));
      const seen = await world.call('GET', '/v1/agencies/north', undefined, undefined, { authorization: `Bearer ${answer.access_token}`, 'x-agency-origin': NORTH });
      expect(seen.status).toBe(200);
    }
  });
});

describe('a code', () => {
  const redeem = async (code: string, more: Record<string, string>, secret = PORTAL_SECRET, origin = NORTH) =>
    world.call('POST', '/oauth2/token', undefined, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, client_id: 'portal', client_secret: secret, ...more }, { 'x-agency-origin': origin });
  const begin = async () => {
    const begun = await beginSignIn(await discover(world));
    return { code: new URL((await browser.get(begun.url, ANNA)).url).searchParams.get('code') ?? '', code_verifier: begun.verifier };
  };

  test('works once; a second use ends what it began', async () => {
    const { code, code_verifier } = await begin();
    const first = (await redeem(code, { code_verifier })).body as { refresh_token: string };
    expect((await redeem(code, { code_verifier })).body).toMatchObject({ error: 'invalid_grant' });
    const refreshed = await world.call('POST', '/oauth2/token', undefined, { grant_type: 'refresh_token', refresh_token: first.refresh_token, client_id: 'portal', client_secret: PORTAL_SECRET }, { 'x-agency-origin': NORTH });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant' });
  });
  test.each<[string, Record<string, string>, string?, string?]>([
    ['another verifier', { code_verifier: 'v'.repeat(43) }],
    ['another redirect address', { redirect_uri: `${NORTH}/other` }],
    ['another client\'s secret', {}, PLATFORM_SECRET],
    ['another agency\'s issuer', {}, PORTAL_SECRET, HARBOUR],
    ['another resource', { resource: HARBOUR }],
  ])('does not work with %s', async (_name, more, secret, origin) => {
    const { code, code_verifier } = await begin();
    expect((await redeem(code, { code_verifier, ...more }, secret, origin)).status).toBeGreaterThanOrEqual(400);
    expect((await world.call('GET', '/v1/users/anna', admin)).status).toBe(200);
  });
  test('is too old after a minute', async () => {
    const { code, code_verifier } = await begin();
    await world.time.advance(61_000);
    expect((await redeem(code, { code_verifier })).body).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('who signs in', () => {
  const end = async (account: string, more: Record<string, string> = {}, deny = false) => {
    const begun = await beginSignIn(await discover(world), more);
    return errorOf((await new Browser(world).get(begun.url, { account, deny })).url);
  };

  test('a person unknown to the agency is refused, and the client is told', async () => {
    expect(await end('mallory@elsewhere.example')).toEqual({ error: 'access_denied', reason: 'unknown-person', iss: NORTH });
    expect(await auditKinds(world)).toEqual(['sign-in.refused']);
  });
  test('an invited address binds only where Google vouches for it', async () => {
    await world.call('POST', '/v1/users', admin, { id: 'mal', name: 'Mal', email: 'mallory@elsewhere.example', role: 'staff' });
    await world.call('POST', '/v1/users', admin, { id: 'carl', name: 'Carl', email: 'Carl@CORP.example', role: 'staff' });
    expect(await end('mallory@elsewhere.example')).toMatchObject({ reason: 'unknown-person' });
    expect(await end('carl@corp.example')).toEqual({ iss: NORTH });
    expect([await subOf('mal'), await subOf('carl')]).toEqual([null, expect.stringMatching(/^\d+$/)]);
  });
  test('an invitation link binds whatever account the person has, once', async () => {
    const invitation = await invite('clara');
    expect(await end('mallory@elsewhere.example', { invitation })).toEqual({ iss: NORTH });
    expect(await subOf('clara')).toMatch(/^\d+$/);
    expect(await end('bo.demo@gmail.com', { invitation })).toMatchObject({ reason: 'link-used' });
    expect(await end('mallory@elsewhere.example', { invitation })).toEqual({ iss: NORTH });
  });
  test('a newer link makes the older one useless, and a link dies when its time is over', async () => {
    const [older, newer] = [await invite('clara'), await invite('clara')];
    expect(await end('mallory@elsewhere.example', { invitation: older })).toMatchObject({ reason: 'link-used' });
    expect(await end('mallory@elsewhere.example', { invitation: 'nonsense' })).toMatchObject({ reason: 'link-used' });
    const { id } = readTicket(newer) ?? { id: '' };
    await world.store.update(invitations, id, (kept) => ({ ...kept, expiresAt: world.time.clock.now() }));
    expect(await end('mallory@elsewhere.example', { invitation: newer })).toMatchObject({ reason: 'link-used' });
    expect(await end('mallory@elsewhere.example', { invitation: await invite('clara') })).toEqual({ iss: NORTH });
  });
  test('somebody who uses another account here is told so', async () => {
    await signIn(world, browser, ANNA);
    await world.call('PATCH', '/v1/users/anna', admin, { email: 'bo.demo@gmail.com' });
    await world.call('PATCH', '/v1/users/bo', admin, { email: 'bo2@x.example' });
    expect(await end('bo.demo@gmail.com')).toMatchObject({ reason: 'other-account' });
  });
  test('who says no at Google is sent back as denied', async () => {
    expect(await end(ANNA.account, {}, true)).toEqual({ error: 'access_denied', reason: 'denied', iss: NORTH });
  });
  test('Google failing is an error of the server, not a refusal', async () => {
    world.google.fault({ operation: 'oauth.token', effect: { status: 503 } });
    expect(await end(ANNA.account)).toMatchObject({ error: 'server_error', reason: 'google-failed' });
  });
});

describe('a sign-in belongs to the browser that began it', () => {
  test('Google is asked online, for openid email profile, with PKCE, nonce and state', async () => {
    const begun = await beginSignIn(await discover(world));
    const asked = Object.fromEntries(new URL((await browser.get(begun.url)).url).searchParams);
    expect(asked).toMatchObject({ scope: 'openid email profile', prompt: 'select_account', code_challenge_method: 'S256', redirect_uri: `${CONNECT}/google/callback` });
    expect(Object.keys(asked)).not.toContain('access_type');
    expect(asked['nonce']).not.toBe(begun.nonce);
  });
  test('the victim of a sent-on link signs in nowhere, and nobody is bound', async () => {
    const invitation = await invite('clara');
    const begun = await beginSignIn(await discover(world), { invitation });
    // The attacker stops at Google and sends the address there to the victim.
    const { url } = await browser.get(begun.url);
    const victim = await new Browser(world).get(url, ANNA);
    expect(victim.answer?.status).toBe(403);
    expect(await subOf('clara')).toBeNull();
  });
  test('nor does the address between the hosts work for another', async () => {
    const begun = await beginSignIn(await discover(world));
    await browser.get(begun.url);
    const between = browser.seen.find((url) => url.startsWith(`${CONNECT}/sign-in/google`)) ?? '';
    expect((await new Browser(world).get(between, ANNA)).answer?.status).toBe(410);
  });
  test('nor the last address', async () => {
    const begun = await beginSignIn(await discover(world));
    const atGoogle = await browser.get(begun.url);
    const last = new Browser(world);
    for (const [origin, jar] of browser.jar) if (origin === CONNECT) last.jar.set(origin, jar);
    expect((await last.get(atGoogle.url, ANNA)).answer?.status).toBe(403);
    expect(await subOf('anna')).toBeNull();
  });
  test('a foreign redirect address gets a page, never a redirect', async () => {
    const begun = await beginSignIn(await discover(world), { redirect_uri: 'http://evil.test/done' });
    const stop = await browser.get(begun.url, ANNA);
    expect([stop.answer?.status, stop.answer?.headers?.['location']]).toEqual([400, undefined]);
    expect(String(stop.answer?.body)).not.toContain('My Portal App');
  });
  test('a client of another agency is not known here', async () => {
    const begun = await beginSignIn(await discover(world), { client_id: 'nobody' });
    expect((await browser.get(begun.url, ANNA)).answer?.status).toBe(400);
  });
});

test('an unknown host has no issuer', async () => {
  for (const path of ['/.well-known/oauth-authorization-server', '/oauth2/authorize?client_id=portal']) {
    expect((await world.call('GET', path, undefined, undefined, { 'x-agency-origin': 'http://nobody.test' })).status).toBe(404);
  }
});

test('the client the portal is cannot take tokens for itself', async () => {
  const server = await discover(world);
  const answer = await oauth.clientCredentialsGrantRequest(server, portalClient(world), portalAuth, {}, optionsFor(world));
  await expect(oauth.processClientCredentialsResponse(server, portalClient(world), answer)).rejects.toMatchObject({ error: 'unauthorized_client' });
});
