import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Browser } from '../../testing/browser.ts';
import { allBut, codeOf, connect, goThrough, openSession, redeem } from '../../testing/connect-flow.ts';
import { GOOGLE } from '../../testing/local-google.ts';
import { auditKinds, CONNECT, NORTH, openBroker, person, platform, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const anna = person('anna');
const ANNA = { account: 'anna.demo@gmail.com' };
const BO = { account: 'bo.demo@gmail.com' };
const text = (stop: { answer: { body?: unknown } | undefined }): string => String(stop.answer?.body ?? '');
const listed = async (caller = person('ada', 'admin')) => ((await world.call('GET', '/v1/connections', caller)).body as { items: { id: string; state: string; product: string }[] }).items;

test('three boxes make a connection, told once', async () => {
  const made = await connect(world);
  expect(made).toMatchObject({ product: 'calendar-2way', state: 'live', account: 'anna.demo@gmail.com' });
  await world.time.advance(2_000);
  expect(world.sent('connection.made').map((message) => message.data)).toEqual([{ agencyId: 'north', connectionId: made.id, userId: 'anna', product: 'calendar-2way' }]);
  expect(await auditKinds(world)).toEqual(['connect.opened', 'connect.sent-to-google', 'connect.consented', 'connection.made']);
});

test('Google is asked with PKCE S256, state, nonce, offline, consent and account choice, and never for granted scopes', async () => {
  const opened = await openSession(world, anna);
  const browser = new Browser(world);
  await browser.get(opened.url);
  const { url } = await browser.post(`${opened.url}/continue`, {});
  const asked = Object.fromEntries(new URL(url).searchParams);
  expect(asked).toMatchObject({
    response_type: 'code', code_challenge_method: 'S256', access_type: 'offline', prompt: 'consent select_account', redirect_uri: `${CONNECT}/google/callback`,
  });
  expect(asked['scope']?.split(' ').slice(0, 2)).toEqual(['openid', 'email']);
  expect(asked['code_challenge']).toMatch(/^[\w-]{43}$/);
  expect(asked['nonce']).toMatch(/^[\w-]{43}$/);
  expect(asked['state']).toMatch(/^\w{26}\.[\w-]{43}$/);
  expect(Object.keys(asked)).not.toContain('include_granted_scopes');
  expect(Object.keys(asked)).not.toContain('login_hint');
});

test('the page names the person and the agency, in the generic brand and the agency\'s colour, and looking at it changes nothing', async () => {
  const opened = await openSession(world, anna);
  const stop = await new Browser(world).get(opened.url);
  expect(text(stop)).toContain('Northlight Studio asks to connect Google Calendar (2‑way) for Anna Berg.');
  expect(text(stop)).toContain('My Portal App');
  expect(text(stop)).toContain('--accent: #2f6f62');
  expect(text(stop).match(/<li>/g)).toHaveLength(3);
  expect(stop.answer?.headers?.['content-security-policy']).toMatch(/default-src 'none'; style-src 'nonce-[\w-]+'; img-src data:; form-action 'self' http:\/\/google\.test; frame-ancestors 'none'/);
  expect(stop.answer?.headers?.['set-cookie']).toMatch(/^__Host-browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  expect(await auditKinds(world)).toEqual(['connect.opened']);
});

test('a page of the other agency speaks its language and none of the first one\'s words', async () => {
  const opened = await openSession(world, person('anna', 'staff', 'harbour'));
  const page = text(await new Browser(world).get(opened.url));
  expect(page).toContain('<html lang="sv">');
  expect(page).toContain('Harbour Physio ber om');
  expect(page).not.toContain('Northlight');
});

describe('a box missing', () => {
  test('makes no connection, names the box in plain words, and the retry works', async () => {
    const opened = await openSession(world, anna);
    const browser = new Browser(world);
    const missed = await goThrough(world, opened, { ...ANNA, scopes: allBut('calendar-2way', 'calendarlist.readonly') }, browser);
    expect(text(missed)).toContain('A box was not ticked');
    expect(text(missed)).toContain('See the list of your calendars');
    expect(text(missed)).not.toContain('See and change events');
    expect(await listed()).toEqual([]);
    const retry = /action="([^"]+)"/.exec(text(missed))?.[1] ?? '';
    const stop = await browser.post(`${CONNECT}${retry}`, {}, ANNA);
    expect((await redeem(world, anna, codeOf(stop), opened.verifier)).status).toBe(200);
    expect(await auditKinds(world)).toContain('connect.box-missing');
  });

  test('leaves no half grant behind at Google', async () => {
    const opened = await openSession(world, anna);
    await goThrough(world, opened, { ...ANNA, scopes: allBut('calendar-2way', 'calendar.events') });
    expect(world.google.liveTokens(ANNA.account)).toBe(0);
    expect(await auditKinds(world)).toContain('grant.revoked');
  });

  test('does not touch the same person\'s connection at another agency', async () => {
    await connect(world, person('anna', 'staff', 'harbour'));
    await goThrough(world, await openSession(world, anna), { ...ANNA, scopes: allBut('calendar-2way', 'calendar.events') });
    expect(world.google.calls.filter((call) => call === '/revoke')).toEqual([]);
  });

  test('meet has one scope, and so no boxes', async () => {
    const opened = await openSession(world, anna, { product: 'meet' });
    expect(text(await new Browser(world).get(opened.url))).toContain('Google asks for this in one step.');
    expect(await connect(world, anna, ANNA, { product: 'meet' })).toMatchObject({ product: 'meet' });
  });
});

test('denial makes no connection, says so, and leads back', async () => {
  const opened = await openSession(world, anna);
  const stop = await goThrough(world, opened, { ...ANNA, deny: true });
  expect(text(stop)).toContain('You said no');
  expect(text(stop)).toContain(`${NORTH}/connect/done?error=access_denied&amp;session=${opened.id}`);
  expect(await listed()).toEqual([]);
  expect(await auditKinds(world)).toContain('connect.denied');
});

describe('someone else\'s click on a connect link connects nothing', () => {
  test('their consent cannot be redeemed by them, and the opener never gets their code', async () => {
    const opened = await openSession(world, anna);
    const stop = await goThrough(world, opened, BO);
    expect((await redeem(world, person('bo'), codeOf(stop), opened.verifier)).status).toBe(404);
    expect((await redeem(world, anna, `${opened.id}.${'x'.repeat(43)}`, opened.verifier)).status).toBe(404);
    expect(await listed()).toEqual([]);
  });

  test('after ten minutes it is destroyed, and the grant with it', async () => {
    const opened = await openSession(world, anna);
    const stop = await goThrough(world, opened, BO);
    expect(world.google.liveTokens(BO.account)).toBe(1);
    await world.time.advance(10 * 60_000 + 5_000);
    expect(world.google.liveTokens(BO.account)).toBe(0);
    expect(await auditKinds(world)).toEqual(expect.arrayContaining(['connect.consent-destroyed', 'grant.revoked']));
    expect((await redeem(world, anna, codeOf(stop), opened.verifier)).status).toBe(410);
  });
});

describe('redeeming', () => {
  test('needs the verifier of the opener, and works once', async () => {
    const opened = await openSession(world, anna);
    const code = codeOf(await goThrough(world, opened, ANNA));
    expect((await redeem(world, anna, code, 'v'.repeat(43))).status).toBe(403);
    expect((await redeem(world, anna, code, opened.verifier)).status).toBe(200);
    expect((await redeem(world, anna, code, opened.verifier)).status).toBe(410);
    expect(await auditKinds(world)).toContain('connect.redeem-refused');
  });

  test('two at the same moment make one connection', async () => {
    const opened = await openSession(world, anna);
    const code = codeOf(await goThrough(world, opened, ANNA));
    const answers = await Promise.all([redeem(world, anna, code, opened.verifier), redeem(world, anna, code, opened.verifier)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
    expect(await listed()).toHaveLength(1);
  });

  test('a platform opens for its people and redeems from its backend; nobody else does', async () => {
    const opened = await openSession(world, platform(), { returnTo: 'http://crm.test/back' });
    const stop = await goThrough(world, opened, ANNA);
    expect(stop.url).toMatch(/^http:\/\/crm\.test\/back\?code=/);
    expect((await redeem(world, anna, codeOf(stop), opened.verifier)).status).toBe(404);
    expect((await redeem(world, platform('harbour'), codeOf(stop), opened.verifier)).status).toBe(404);
    expect((await redeem(world, platform(), codeOf(stop), opened.verifier)).body).toMatchObject({ userId: 'anna', account: null });
  });

  test('two sessions for one product: the second finds the place taken', async () => {
    const [first, second] = [await openSession(world, anna), await openSession(world, anna)];
    const codes = [codeOf(await goThrough(world, first, ANNA)), codeOf(await goThrough(world, second, ANNA))];
    expect((await redeem(world, anna, codes[0] ?? '', first.verifier)).status).toBe(200);
    expect(await redeem(world, anna, codes[1] ?? '', second.verifier)).toMatchObject({ status: 409, body: { reason: 'already-connected', offer: 'replace' } });
  });
});

describe('P06 a state that is tampered with, expired, replayed or another\'s is refused, nothing linked', () => {
  const callbackOf = async (browser: Browser) => {
    const opened = await openSession(world, anna);
    await browser.get(opened.url);
    const { url } = await browser.post(`${opened.url}/continue`, {});
    return { opened, back: world.google.consent(url, ANNA) };
  };
  const unlinked = async () => {
    expect(await listed()).toEqual([]);
    expect(world.google.calls).not.toContain('/token');
  };

  test('tampered with', async () => {
    const browser = new Browser(world);
    const { back } = await callbackOf(browser);
    const url = new URL(back);
    url.searchParams.set('state', `${url.searchParams.get('state')?.slice(0, -3)}abc`);
    expect((await browser.get(url.href)).answer?.status).toBe(404);
    await unlinked();
  });
  test('none at all', async () => {
    expect((await new Browser(world).get(`${CONNECT}/google/callback?code=x`)).answer?.status).toBe(404);
    await unlinked();
  });
  test('expired', async () => {
    const browser = new Browser(world);
    const { back } = await callbackOf(browser);
    await world.time.advance(11 * 60_000);
    expect((await browser.get(back)).answer?.status).toBe(410);
    await unlinked();
    expect(await auditKinds(world)).toContain('connect.state-expired');
  });
  test('in another browser, and then it is used up for the first one too', async () => {
    const browser = new Browser(world);
    const { back } = await callbackOf(browser);
    expect((await new Browser(world).get(back)).answer?.status).toBe(403);
    expect((await browser.get(back)).answer?.status).toBe(409);
    await unlinked();
    expect(await auditKinds(world)).toEqual(expect.arrayContaining(['connect.other-browser', 'connect.state-replayed']));
  });
  test('replayed', async () => {
    const browser = new Browser(world);
    const { opened, back } = await callbackOf(browser);
    const stop = await browser.get(back);
    expect((await browser.get(back)).answer?.status).toBe(409);
    expect((await redeem(world, anna, codeOf(stop), opened.verifier)).status).toBe(200);
    expect(await listed()).toHaveLength(1);
  });
  test('an answer in the name of another issuer', async () => {
    const browser = new Browser(world);
    const { back } = await callbackOf(browser);
    const url = new URL(back);
    url.searchParams.set('iss', 'http://evil.test');
    expect((await browser.get(url.href)).answer?.status).toBe(502);
    await unlinked();
  });
  test('a consent for another trip: the nonce does not fit', async () => {
    const browser = new Browser(world);
    const opened = await openSession(world, anna);
    await browser.get(opened.url);
    const first = new URL((await browser.post(`${opened.url}/continue`, {})).url);
    first.searchParams.set('nonce', 'of-another-trip');
    expect((await browser.get(world.google.consent(first.href, ANNA))).answer?.status).toBe(502);
    expect(await listed()).toEqual([]);
  });
});

test('going on needs the browser that saw the page, and no foreign page can post for it', async () => {
  const opened = await openSession(world, anna);
  expect((await new Browser(world).post(`${opened.url}/continue`, {})).answer?.status).toBe(403);
  const browser = new Browser(world);
  await browser.get(opened.url);
  expect((await browser.post(`${opened.url}/continue`, {}, undefined, { origin: 'http://evil.test' })).answer?.status).toBe(403);
  expect((await browser.post(`${opened.url}/continue`, {}, undefined, { origin: CONNECT })).url).toContain(GOOGLE);
});

test('a link that was altered or has run out says so', async () => {
  const opened = await openSession(world, anna);
  expect((await new Browser(world).get(`${opened.url.slice(0, -2)}xx`)).answer?.status).toBe(404);
  await world.time.advance(16 * 60_000);
  expect((await new Browser(world).get(opened.url)).answer?.status).toBe(410);
});

test('a flow that never comes back ends in the audit log', async () => {
  const opened = await openSession(world, anna);
  const browser = new Browser(world);
  await browser.get(opened.url);
  await browser.post(`${opened.url}/continue`, {});
  await world.time.advance(16 * 60_000);
  expect((await auditKinds(world)).at(-1)).toBe('connect.never-came-back');
});

describe('an error from Google', () => {
  const withFault = async (effect: Record<string, unknown>) => {
    world.google.fault({ operation: 'oauth.token', effect });
    const stop = await goThrough(world, await openSession(world, anna), ANNA);
    expect(await listed()).toEqual([]);
    return stop;
  };
  test.each([
    ['no answer', { dropped: true }],
    ['trouble there', { status: 503 }],
    ['a code it does not take', { status: 400, reason: 'invalid_grant' }],
  ])('%s: a page with a way on', async (_name, effect) => {
    const stop = await withFault(effect);
    expect([stop.answer?.status, text(stop).includes('Try again')]).toEqual([502, true]);
    expect(await auditKinds(world)).toContain('connect.google-failed');
  });
  test('no answer within ten seconds', async () => {
    world.google.fault({ operation: 'oauth.token', effect: { delayMs: 60_000 } });
    const going = goThrough(world, await openSession(world, anna), ANNA);
    await world.time.advance(120_000);
    expect((await going).answer?.status).toBe(502);
  });
  test.each([
    ['admin_policy_enforced', 'Your organisation does not allow this'],
    ['server_error', 'Google could not finish'],
  ])('%s on the callback', async (error, expected) => {
    const browser = new Browser(world);
    const opened = await openSession(world, anna);
    await browser.get(opened.url);
    const asked = new URL((await browser.post(`${opened.url}/continue`, {})).url);
    expect(text(await browser.get(`${CONNECT}/google/callback?error=${error}&state=${asked.searchParams.get('state')}`))).toContain(expected);
  });
});

describe('another Google account', () => {
  test('L07 on reconnect changes nothing, and replace is offered', async () => {
    const made = await connect(world);
    const before = await world.connection(made.id);
    const opened = await openSession(world, anna, { intent: 'reconnect', connectionId: made.id });
    const browser = new Browser(world);
    const stop = await goThrough(world, opened, BO, browser);
    expect(text(stop)).toContain('This is another Google account');
    expect(await world.connection(made.id)).toEqual(before);
    expect(world.google.liveTokens(BO.account)).toBe(0);
    const retry = /action="([^"]+)"/.exec(text(stop))?.[1] ?? '';
    const replaced = await browser.post(`${CONNECT}${retry}`, { intent: 'replace' }, BO);
    const answer = await redeem(world, anna, codeOf(replaced), opened.verifier);
    expect(answer.body).toMatchObject({ account: BO.account, state: 'live' });
    expect((answer.body as { id: string }).id).not.toBe(made.id);
    expect((await world.connection(made.id))?.state).toBe('removing');
  });

  test('O09 a second one is offered as replace, and never stands beside the first', async () => {
    const made = await connect(world);
    const refused = await openSession(world, anna);
    expect(refused.answer).toMatchObject({ status: 409, body: { reason: 'already-connected', offer: 'replace', connectionId: made.id } });
    await connect(world, anna, BO, { intent: 'replace', connectionId: made.id });
    expect((await listed()).filter((one) => one.state === 'live')).toHaveLength(1);
  });

  test('reconnect sends the account as a hint and keeps the connection', async () => {
    const made = await connect(world);
    const opened = await openSession(world, anna, { intent: 'reconnect', connectionId: made.id });
    const browser = new Browser(world);
    await browser.get(opened.url);
    const asked = new URL((await browser.post(`${opened.url}/continue`, {})).url);
    expect(asked.searchParams.get('login_hint')).toBe((await world.connection(made.id))?.sub);
    const stop = await browser.get(asked.href, ANNA);
    expect((await redeem(world, anna, codeOf(stop), opened.verifier)).body).toMatchObject({ id: made.id, version: 2 });
  });
});

describe('1-way and 2-way exclude each other', () => {
  test('1-way blocks 2-way, with the reason and the way out', async () => {
    const made = await connect(world, anna, ANNA, { product: 'calendar-1way' });
    expect((await openSession(world, anna)).answer).toMatchObject({ status: 409, body: { reason: 'one-way-in-the-way', offer: 'upgrade', connectionId: made.id } });
  });
  test('2-way blocks 1-way', async () => {
    await connect(world);
    expect((await openSession(world, anna, { product: 'calendar-1way' })).answer).toMatchObject({ status: 409, body: { reason: 'two-way-in-the-way', offer: 'disconnect-first' } });
  });
  test('an upgrade keeps the connection\'s id', async () => {
    const made = await connect(world, anna, ANNA, { product: 'calendar-1way' });
    expect(await connect(world, anna, ANNA, { intent: 'upgrade', connectionId: made.id })).toMatchObject({ id: made.id, product: 'calendar-2way' });
  });
  test('an upgrade that fails leaves 1-way as it was', async () => {
    const made = await connect(world, anna, ANNA, { product: 'calendar-1way' });
    const before = await world.connection(made.id);
    for (const choice of [{ ...ANNA, deny: true }, BO, { ...ANNA, scopes: allBut('calendar-2way', 'calendar.events') }]) {
      await goThrough(world, await openSession(world, anna, { intent: 'upgrade', connectionId: made.id }), choice);
    }
    expect(await world.connection(made.id)).toEqual(before);
    expect(world.google.liveTokens(ANNA.account)).toBeGreaterThan(0);
  });
  test('meet stands beside either', async () => {
    await connect(world);
    expect(await connect(world, anna, ANNA, { product: 'meet' })).toMatchObject({ product: 'meet' });
  });
});

describe('what a session may not be opened with', () => {
  test.each([
    ['a foreign return address', { returnTo: 'http://evil.test/connect/done' }, 422],
    ['a return address that only begins right', { returnTo: `${NORTH}/connect/done/../../evil` }, 422],
    ['the other agency\'s return address', { returnTo: 'http://harbour.test/connect/done' }, 422],
    ['another person', { userId: 'bo' }, 404],
    ['no PKCE', { codeChallenge: '' }, 422],
    ['a connection that is not there', { intent: 'reconnect', connectionId: 'nothing' }, 409],
  ])('%s', async (_name, more, status) => {
    expect((await openSession(world, anna, more)).answer.status).toBe(status);
  });
  test('a person of another agency, by the agency\'s own system', async () => {
    expect((await openSession(world, platform(), { userId: 'elin' })).answer.status).toBe(404);
  });
});

