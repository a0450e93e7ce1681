import { afterEach, beforeEach, expect, test } from 'vitest';
import { sessions } from './repos/sessions.ts';
import { cookiesOf, HOST, openPortal, pairOf, type PortalWorld } from './testing/open-portal.ts';
import { ORIGIN } from './testing/fake-neighbours.ts';

let world: PortalWorld;
beforeEach(async () => {
  world = await openPortal();
});
afterEach(() => world.stop());

test('signing in goes to the agency\'s own authorization endpoint with PKCE S256, state and nonce', async () => {
  const begun = await world.ask('get', '/sign-in/start');
  const url = new URL(begun.headers['location'] as string);
  expect(url.origin + url.pathname).toBe(`${ORIGIN.north}/oauth2/authorize`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code', client_id: 'portal', redirect_uri: `${ORIGIN.north}/sign-in/done`, scope: 'openid email profile', code_challenge_method: 'S256',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(url.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
});

test('whoever signs in holds a session cookie and goes where they wanted', async () => {
  const begun = await world.ask('get', '/sign-in/start?to=/contacts');
  const asked = new URL(begun.headers['location'] as string).searchParams;
  world.neighbours.codes.set('c', { userId: 'sam', origin: ORIGIN.north, nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
  const done = await world.ask('get', `/sign-in/done?code=c&state=${asked.get('state')}&iss=${ORIGIN.north}`, { cookie: pairOf(begun, 'signing-in') });
  expect([done.status, done.headers['location']]).toEqual([303, '/contacts']);
  const session = await world.ask('get', '/portal/session', { cookie: pairOf(done, 'session') });
  expect(session.body.person).toMatchObject({ userId: 'sam', role: 'staff', name: 'Name of sam' });
});

test('on loopback the cookie has no prefix and no Secure; behind TLS it has both', async () => {
  world.neighbours.agencies.set('north', { ...world.neighbours.agencies.get('north')!, origins: [ORIGIN.north, 'https://portal.north.example'] });
  const plain = cookiesOf(await world.ask('get', '/sign-in/start'))[0];
  const secure = cookiesOf(await world.ask('get', '/sign-in/start', { agency: 'portal.north.example' }))[0];
  expect(plain).toMatch(/^signing-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  expect(secure).toMatch(/^__Host-signing-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
});

test('every sign-in begins a new session, and the browser\'s old one ends', async () => {
  const first = await world.signIn('sam');
  const begun = await world.ask('get', '/sign-in/start', { cookie: first });
  const asked = new URL(begun.headers['location'] as string).searchParams;
  world.neighbours.codes.set('c2', { userId: 'sam', origin: ORIGIN.north, nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
  const done = await world.ask('get', `/sign-in/done?code=c2&state=${asked.get('state')}`, { cookie: `${first}; ${pairOf(begun, 'signing-in')}` });
  expect(pairOf(done, 'session')).not.toBe(first);
  expect((await world.ask('get', '/portal/session', { cookie: first })).body.person).toBeNull();
});

test('a session is good at its own agency only', async () => {
  const cookie = await world.signIn('sam');
  expect((await world.ask('get', '/portal/session', { cookie, agency: HOST.harbour })).body.person).toBeNull();
  expect((await world.ask('get', '/v1/runs', { cookie, agency: HOST.harbour })).status).toBe(401);
});

test('an answer for another browser, a used state, a late answer and a foreign issuer sign nobody in', async () => {
  const begin = async () => {
    const begun = await world.ask('get', '/sign-in/start');
    return { cookie: pairOf(begun, 'signing-in'), state: new URL(begun.headers['location'] as string).searchParams.get('state') };
  };
  const whyOf = async (query: string, cookie: string) => {
    const done = await world.ask('get', `/sign-in/done?${query}`, { cookie });
    expect(pairOf(done, 'session')).toBe('');
    return done.headers['location'];
  };
  const [mine, theirs, late, foreign] = [await begin(), await begin(), await begin(), await begin()];
  expect(await whyOf(`code=c&state=${mine.state}`, theirs.cookie)).toBe('/sign-in?why=expired');
  expect(await whyOf(`error=access_denied&state=${theirs.state}`, theirs.cookie)).toBe('/sign-in?why=denied');
  expect(await whyOf(`code=c&state=${theirs.state}`, theirs.cookie)).toBe('/sign-in?why=expired');
  expect(await whyOf(`code=c&state=${foreign.state}&iss=http://evil.localhost`, foreign.cookie)).toBe('/sign-in?why=failed');
  await world.time.advance(11 * 60_000);
  expect(await whyOf(`code=c&state=${late.state}`, late.cookie)).toBe('/sign-in?why=expired');
});

test('an id token of another sign-in signs nobody in', async () => {
  const begun = await world.ask('get', '/sign-in/start');
  const asked = new URL(begun.headers['location'] as string).searchParams;
  world.neighbours.codes.set('c', { userId: 'sam', origin: ORIGIN.north, nonce: 'another', challenge: asked.get('code_challenge') ?? '' });
  const done = await world.ask('get', `/sign-in/done?code=c&state=${asked.get('state')}`, { cookie: pairOf(begun, 'signing-in') });
  expect(done.headers['location']).toBe('/sign-in?why=failed');
  expect(pairOf(done, 'session')).toBe('');
});

test('afterwards the browser goes to a page of ours, wherever it was asked to go', async () => {
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/sign-in/start']) {
    const begun = await world.ask('get', `/sign-in/start?to=${encodeURIComponent(to)}`);
    const asked = new URL(begun.headers['location'] as string).searchParams;
    world.neighbours.codes.set('c', { userId: 'sam', origin: ORIGIN.north, nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
    const done = await world.ask('get', `/sign-in/done?code=c&state=${asked.get('state')}`, { cookie: pairOf(begun, 'signing-in') });
    expect(done.headers['location']).toBe('/');
  }
});

test('signing out ends the session, from our own pages only', async () => {
  const cookie = await world.signIn('sam');
  expect((await world.ask('post', '/portal/sign-out', { cookie })).status).toBe(403);
  expect((await world.ask('post', '/portal/sign-out', { cookie, headers: { origin: ORIGIN.harbour } })).status).toBe(403);
  const out = await world.ask('post', '/portal/sign-out', { cookie, headers: { origin: ORIGIN.north } });
  expect([out.status, cookiesOf(out)[0]]).toEqual([204, 'session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
  expect((await world.ask('get', '/v1/runs', { cookie })).status).toBe(401);
});

test('a session that nobody used for a week is over', async () => {
  const cookie = await world.signIn('sam');
  world.time.jump(7 * 24 * 3_600_000 + 1);
  expect((await world.ask('get', '/portal/session', { cookie })).body.person).toBeNull();
});

test('no token reaches the browser, and none lies open in the store', async () => {
  const cookie = await world.signIn('sam');
  const answers = await Promise.all(['/portal/session', '/calendar', '/portal/icon'].map((path) => world.ask('get', path, { cookie })));
  const kept = await world.store.find(sessions, { index: 'byUser', equals: ['north', 'sam'] });
  const everything = JSON.stringify([answers.map((answer) => [answer.headers, answer.text]), kept]);
  expect(world.neighbours.issued).toHaveLength(3);
  for (const token of [...world.neighbours.issued, 'secret-of-north-portal']) expect(everything).not.toContain(token.split('.').at(-1));
  expect(everything).not.toContain(cookie.split('=')[1]);
});
