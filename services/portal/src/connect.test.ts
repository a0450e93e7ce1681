import { pkceChallengeOf } from '@portal-sync/auth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECT_FAILURES } from './domain/connect-outcome.ts';
import { sessions } from './repos/sessions.ts';
import { openPortal, type PortalWorld } from './testing/open-portal.ts';
import { ORIGIN } from './testing/fake-neighbours.ts';

let world: PortalWorld;
let challenge = '';
let redeemed: Array<{ code: string; codeVerifier: string }> = [];
let refusal: number | undefined;
beforeEach(async () => {
  world = await openPortal();
  redeemed = [];
  refusal = undefined;
  let opened = 0;
  world.neighbours.answer = (seen) => {
    const body = JSON.parse(seen.body || '{}') as { codeChallenge: string; code: string; codeVerifier: string };
    if (seen.url.endsWith('/v1/connect-sessions')) {
      challenge = body.codeChallenge;
      return refusal === undefined
        ? Response.json({ id: `cs${++opened}`, url: 'http://localhost:4401/connect/x', expiresAt: 1 }, { status: 201 })
        : Response.json({ detail: 'no', reason: 'one-way-first' }, { status: refusal });
    }
    redeemed.push(body);
    return refusal === undefined ? Response.json(aConnection) : new Response(null, { status: refusal });
  };
});
afterEach(() => world.stop());

const aConnection = {
  id: 'k1', agencyId: 'north', userId: 'sam', product: 'calendar-2way', state: 'live', since: 1, cause: null, account: 'sam@gmail.example',
  scopes: { requested: [], granted: [], missing: [] }, version: 1, madeAt: 1,
};
const begin = (cookie: string, body: object = { product: 'calendar-2way', intent: 'connect' }, origin: string = ORIGIN.north) =>
  world.ask('post', '/portal/connect', { cookie, headers: { 'content-type': 'application/json', origin } }).send(body);

test('a connect is opened for the signed-in person, with a challenge whose verifier stays here', async () => {
  const cookie = await world.signIn('sam');
  const opened = await begin(cookie);
  expect([opened.status, opened.body]).toEqual([200, { url: 'http://localhost:4401/connect/x' }]);
  const asked = world.neighbours.seen.at(-1)!;
  expect(JSON.parse(asked.body)).toMatchObject({ userId: 'sam', product: 'calendar-2way', intent: 'connect', returnTo: `${ORIGIN.north}/connect/done` });
  expect([asked.headers.get('x-agency-origin'), asked.headers.get('authorization')?.slice(0, 9)]).toEqual([ORIGIN.north, 'Bearer ey']);
});

test('coming back redeems with the verifier and goes on to choosing a calendar', async () => {
  const cookie = await world.signIn('sam');
  await begin(cookie);
  const back = await world.ask('get', '/connect/done?code=abc', { cookie });
  expect([back.status, back.headers['location']]).toEqual([303, '/connect/calendar-2way/choose?connection=k1']);
  expect(pkceChallengeOf(redeemed[0]!.codeVerifier)).toBe(challenge);
});

test('only the session that opened a connect can finish it, and once', async () => {
  const [mine, theirs] = [await world.signIn('sam'), await world.signIn('ada')];
  await begin(mine);
  expect((await world.ask('get', '/connect/done?code=abc', { cookie: theirs })).headers['location']).toBe('/connect/calendar-2way?why=late');
  expect((await world.ask('get', '/connect/done?code=abc')).headers['location']).toMatch(/^\/sign-in\?why=expired/);
  expect(redeemed).toEqual([]);
  await world.ask('get', '/connect/done?code=abc', { cookie: mine });
  expect((await world.ask('get', '/connect/done?code=abc', { cookie: mine })).headers['location']).toBe('/connect/calendar-2way?why=late');
  expect(redeemed).toHaveLength(1);
});

test('two tabs do not mix: each comes back under the id it was opened with', async () => {
  const cookie = await world.signIn('sam');
  await begin(cookie);
  const first = challenge;
  await begin(cookie, { product: 'meet' });
  await world.ask('get', '/connect/done?code=abc&session=cs1', { cookie });
  expect(pkceChallengeOf(redeemed[0]!.codeVerifier)).toBe(first);
});

test('every way of ending without a connection has its own sentence', async () => {
  const cookie = await world.signIn('sam');
  const whyOf = async (query: string) => {
    await begin(cookie);
    return new URL(String((await world.ask('get', `/connect/done?${query}`, { cookie })).headers['location']), ORIGIN.north).searchParams.get('why');
  };
  expect(await whyOf('error=access_denied')).toBe('denied');
  expect(await whyOf('error=box_missing')).toBe('box-missing');
  expect(await whyOf('error=other_account')).toBe('other-account');
  expect(await whyOf('error=expired')).toBe('late');
  expect(await whyOf('error=server_error')).toBe('google-down');
  expect(await whyOf('error=anything')).toBe('failed');
  expect(new Set(CONNECT_FAILURES).size).toBe(7);
});

test('a refused redemption and a refused opening say why', async () => {
  const cookie = await world.signIn('sam');
  for (const [status, why] of [[410, 'late'], [404, 'late'], [409, 'blocked'], [503, 'google-down'], [422, 'failed']] as const) {
    refusal = undefined;
    await begin(cookie);
    refusal = status;
    expect((await world.ask('get', '/connect/done?code=abc', { cookie })).headers['location']).toBe(`/connect/calendar-2way?why=${why}`);
  }
  refusal = 409;
  const refused = await begin(cookie);
  expect([refused.status, refused.body]).toMatchObject([409, { type: '/problems/refused', reason: 'one-way-first' }]);
});

test('a connect is opened from our own pages only, and by nobody who is not signed in', async () => {
  const cookie = await world.signIn('sam');
  expect((await begin(cookie, undefined, 'http://evil.example')).status).toBe(403);
  expect((await world.ask('post', '/portal/connect', { headers: { 'content-type': 'application/json' } }).send({ product: 'meet' })).status).toBe(401);
});

test('the verifier lies sealed in the store', async () => {
  const cookie = await world.signIn('sam');
  await begin(cookie);
  const kept = await world.store.find(sessions, { index: 'byUser', equals: ['north', 'sam'] });
  await world.ask('get', '/connect/done?code=abc', { cookie });
  expect(JSON.stringify(kept)).not.toContain(redeemed[0]!.codeVerifier);
});
