import { accessRefused, connectionReleased } from '@portal-sync/contracts';
import { beforeCommit } from '@portal-sync/store/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, openSession, goThrough, codeOf, redeem } from '../../testing/connect-flow.ts';
import { exchange, serviceToken } from '../../testing/exchange.ts';
import { auditKinds, auditOf, openBroker, person, type BrokerWorld } from '../../testing/open-broker.ts';
import { connections } from '../../repos/connections.ts';
import { vaultEntries } from '../../repos/vault-entries.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const anna = person('anna');
const ANNA = 'anna.demo@gmail.com';
const HOUR = 3_600_000;
const REFRESH = 'oauth.token.refresh';
const refreshes = () => world.google.calls.filter((call) => call === '/token refresh').length;
const entryOf = (id: string) => world.store.get(vaultEntries, id);
const revokeAtGoogle = (account = ANNA) => {
  const { state } = world.google.google.world;
  const sub = [...state.accounts.values()].find((one) => one.email === account)?.sub;
  for (const [key, token] of state.tokens) if (token.sub === sub) state.tokens.set(key, { ...token, dead: 'revoked' } as typeof token);
};
let said = 0;
const refuse = (connectionId: string, reason: 'auth' | 'scope' = 'auth') =>
  world.send(accessRefused.make({ agencyId: 'north', connectionId, reason }, { id: `refused-${said++}`, now: world.time.clock.now() }));

/** A refresh hangs at Google with the old token, and the person connects again before its answer comes. */
async function reconnectDuringRefresh(effect: Record<string, unknown>) {
  const { id } = await connect(world);
  const opened = await openSession(world, anna, { intent: 'reconnect', connectionId: id });
  const stop = await goThrough(world, opened, { account: ANNA });
  const token = await serviceToken(world);
  await world.store.update(vaultEntries, id, (entry) => ({ ...entry, accessExpiresAt: 0 }));
  world.google.fault({ operation: REFRESH, effect });
  const asking = exchange(world, id, token);
  while (refreshes() === 0) await world.time.settle();
  expect((await redeem(world, anna, codeOf(stop), opened.verifier)).status).toBe(200);
  const reconnected = await entryOf(id);
  await world.time.advance(5_000);
  return { id, asking, reconnected };
}

describe('one expired token', () => {
  test('1,000 callers make one call to Google, and all get the same token', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    const token = await serviceToken(world);
    const answers = await Promise.all(Array.from({ length: 1000 }, () => exchange(world, id, token)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => (answer.body as { access_token: string }).access_token)).size).toBe(1);
    expect(refreshes()).toBe(1);
    expect((await auditOf(world)).filter((row) => row.kind === 'token.exchanged')).toHaveLength(1);
  });

  test('so do callers of three replicas on one store', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    const token = await serviceToken(world);
    world.google.fault({ operation: REFRESH, effect: { delayMs: 400 } });
    const replicas = [world.broker, world.replica(), world.replica()];
    const asking = Promise.all(replicas.flatMap((replica) => Array.from({ length: 50 }, () => exchange(world, id, token, replica))));
    await world.time.advance(2_000);
    expect(new Set((await asking).map((answer) => answer.status))).toEqual(new Set([200]));
    expect(refreshes()).toBe(1);
  });

  test('L01 near its end, 50 parallel jobs make one refresh', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR - 119_000);
    const token = await serviceToken(world);
    await Promise.all(Array.from({ length: 50 }, () => exchange(world, id, token)));
    expect(refreshes()).toBe(1);
  });

  test('a token that lives is handed out without asking Google', async () => {
    const { id } = await connect(world);
    const answer = await exchange(world, id);
    expect(answer.body).toMatchObject({ token_type: 'Bearer', issued_token_type: 'urn:ietf:params:oauth:token-type:access_token', expires_in: expect.any(Number) });
    expect(refreshes()).toBe(0);
  });

  test('Google sends no new refresh token, and the stored one stays', async () => {
    const { id } = await connect(world);
    const before = await entryOf(id);
    await world.time.advance(HOUR);
    await exchange(world, id);
    const after = await entryOf(id);
    expect(after?.refreshToken).toEqual(before?.refreshToken);
    expect([after?.version, after?.lease]).toEqual([2, null]);
    await world.time.advance(HOUR);
    expect((await exchange(world, id)).status).toBe(200);
  });

  test('a holder that died is overtaken when its lease runs out', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    const token = await serviceToken(world);
    await world.store.update(vaultEntries, id, (entry) => ({ ...entry, lease: { owner: 'dead', until: world.time.clock.now() + 20_000 } }));
    const asking = exchange(world, id, token);
    await world.time.advance(19_000);
    expect(refreshes()).toBe(0);
    await world.time.advance(2_000);
    expect((await asking).status).toBe(200);
  });
});

describe('L02 invalid_grant', () => {
  test('breaks the connection at once, is told, and Google is not asked again', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    revokeAtGoogle();
    expect((await exchange(world, id)).body).toMatchObject({ error: 'invalid_grant', cause: 're-consent' });
    await world.time.advance(1_000);
    expect(world.sent('connection.broken').map((message) => message.data)).toMatchObject([{ connectionId: id, cause: 're-consent' }]);
    await exchange(world, id);
    expect(refreshes()).toBe(1);
    expect((await world.call('GET', `/v1/connections/${id}`, anna)).body).toMatchObject({ state: 'broken', cause: 're-consent', account: ANNA });
    expect(await auditKinds(world)).toContain('connection.broken');
  });

  test('every connection of that account looks at once, at whichever agency', async () => {
    const here = await connect(world);
    const there = await connect(world, person('anna', 'staff', 'harbour'));
    const other = await connect(world, person('bo'), { account: 'bo.demo@gmail.com' });
    await world.time.advance(HOUR);
    revokeAtGoogle();
    await exchange(world, here.id);
    await world.time.advance(3_000);
    expect((await world.connection(there.id))?.state).toBe('broken');
    expect((await world.connection(other.id))?.state).toBe('live');
    expect(world.sent('connection.broken')).toHaveLength(2);
  });

  test('what only the person can mend stays broken until they do, whatever Google says later', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    world.google.fault({ operation: REFRESH, effect: { status: 400, reason: 'invalid_grant' } });
    await exchange(world, id);
    await refuse(id);
    await world.time.advance(HOUR + 60_000);
    expect((await world.connection(id))?.state).toBe('broken');
    const again = await connect(world, anna, { account: ANNA }, { intent: 'reconnect', connectionId: id });
    expect(again).toMatchObject({ id, state: 'live' });
    expect((await exchange(world, id)).status).toBe(200);
  });

  test('is believed only of the token that is stored: a reconnect meanwhile wins', async () => {
    const { id, asking } = await reconnectDuringRefresh({ status: 400, reason: 'invalid_grant', delayMs: 3_000 });
    expect((await asking).status).toBe(200);
    expect((await world.connection(id))?.state).toBe('live');
    expect(world.sent('connection.broken')).toEqual([]);
  });
});

test('a late answer for the old token never takes the place of what a reconnect stored', async () => {
  const { id, asking, reconnected } = await reconnectDuringRefresh({ delayMs: 3_000 });
  expect((await asking).status).toBe(200);
  expect(await entryOf(id)).toMatchObject({ version: reconnected?.version, accessToken: reconnected?.accessToken, refreshToken: reconnected?.refreshToken });
});

test('L06 a person disconnects while a refresh runs: the token is not resurrected', async () => {
  const { id } = await connect(world);
  await world.time.advance(HOUR);
  const token = await serviceToken(world);
  world.google.fault({ operation: REFRESH, effect: { delayMs: 8_000 } });
  const asking = exchange(world, id, token);
  while (refreshes() === 0) await world.time.settle();
  await world.call('POST', `/v1/connections/${id}/disconnect`, anna, { googleEvents: 'keep' });
  await world.send(connectionReleased.make({ agencyId: 'north', connectionId: id, removedEvents: 0 }, { id: 'released', now: world.time.clock.now() }));
  expect([refreshes(), await entryOf(id)]).toEqual([1, undefined]);
  await world.time.advance(10_000);
  expect((await asking).body).toMatchObject({ error: 'invalid_target' });
  expect([await entryOf(id), await world.connection(id)]).toEqual([undefined, undefined]);
  expect(world.google.liveTokens(ANNA)).toBe(0);
});

describe('passing trouble', () => {
  test('is no broken connection: try again, and Google is left alone for a moment', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    const token = await serviceToken(world);
    world.google.fault({ operation: REFRESH, left: 1, effect: { status: 503 } });
    expect((await exchange(world, id, token)).status).toBe(503);
    expect((await exchange(world, id, token)).status).toBe(503);
    expect([refreshes(), (await world.connection(id))?.state]).toEqual([1, 'live']);
    await world.time.advance(2_000);
    expect((await exchange(world, id, token)).status).toBe(200);
  });

  test('a wrong secret of ours is our bug, told as such, and heals when it is mended', async () => {
    const { id } = await connect(world);
    await world.time.advance(HOUR);
    world.google.fault({ operation: REFRESH, effect: { status: 401, reason: 'invalid_client' } });
    expect((await exchange(world, id)).body).toMatchObject({ error: 'invalid_grant', cause: 'operator-bug' });
    await world.time.advance(HOUR + 10_000);
    expect((await world.connection(id))?.state).toBe('live');
    expect(await auditKinds(world)).toContain('connection.healed');
  });
});

describe('the connector says that Google refused it', () => {
  test('and Google takes our token: nothing changes', async () => {
    const { id } = await connect(world);
    await refuse(id);
    expect([(await world.connection(id))?.state, refreshes(), world.google.calls.includes('/oauth2/v3/userinfo')]).toEqual(['live', 1, true]);
    expect(world.sent('connection.changed', 'connection.broken')).toEqual([]);
  });
  test('and Google refuses us too: broken', async () => {
    const { id } = await connect(world);
    revokeAtGoogle();
    await refuse(id);
    expect(await world.connection(id)).toMatchObject({ state: 'broken', cause: 're-consent' });
  });
  test('Google gives a token and does not take it: broken', async () => {
    const { id } = await connect(world);
    world.google.fault({ operation: 'oauth.userinfo', effect: { status: 401, reason: 'invalid_token' } });
    await refuse(id);
    expect(await world.connection(id)).toMatchObject({ state: 'broken', cause: 're-consent' });
  });
  test('Google does not take it, and the person connects again before that is written: live', async () => {
    const { id } = await connect(world);
    world.google.fault({ operation: 'oauth.userinfo', effect: { status: 401, reason: 'invalid_token' } });
    beforeCommit(world.store, connections, () => connect(world));
    await refuse(id);
    expect(await world.connection(id)).toMatchObject({ state: 'live', cause: null });
  });
  test('and Google gives no clear answer: asked again until it does', async () => {
    const { id } = await connect(world);
    world.google.fault({ operation: 'oauth.userinfo', left: 2, effect: { status: 503 } });
    await refuse(id);
    expect((await world.connection(id))?.state).toBe('live');
    await world.time.advance(60_000);
    expect(await world.connection(id)).toMatchObject({ state: 'live', probeAt: null });
  });
  test('in another agency\'s name: not heard', async () => {
    const { id } = await connect(world);
    await world.send(accessRefused.make({ agencyId: 'harbour', connectionId: id, reason: 'auth' }, { id: 'x', now: world.time.clock.now() }));
    expect(refreshes()).toBe(0);
  });
});

test('Google gives fewer scopes than it did: broken, and the ledger says what is missing', async () => {
  const { id } = await connect(world);
  await world.time.advance(HOUR);
  const { state } = world.google.google.world;
  for (const [key, token] of state.tokens) state.tokens.set(key, { ...token, scopes: token.scopes.filter((scope) => !scope.endsWith('calendarlist.readonly')) });
  await exchange(world, id);
  const broken = (await world.call('GET', `/v1/connections/${id}`, anna)).body;
  expect(broken).toMatchObject({ state: 'broken', cause: 're-consent', scopes: { missing: ['https://www.googleapis.com/auth/calendar.calendarlist.readonly'] } });
});

describe('Google tokens are for the connector alone', () => {
  test('another service, a person and nobody get nothing', async () => {
    const { id } = await connect(world);
    expect((await exchange(world, id, await serviceToken(world, 'matcher', 'matcher-secret-canary-000'))).body).toMatchObject({ error: 'invalid_target' });
    expect((await exchange(world, 'c-of-nobody')).body).toMatchObject({ error: 'invalid_target' });
    expect((await exchange(world, id, 'made-up')).status).toBe(401);
    const agencys = await world.call('POST', '/oauth2/token', undefined, { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: id, client_id: 'crm', client_secret: 'platform-secret-canary-3b1c' }, { 'x-agency-origin': 'http://north.test' });
    expect(agencys.body).toMatchObject({ error: 'invalid_target' });
  });
});
