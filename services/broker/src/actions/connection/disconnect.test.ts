import { connectionReleased } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, connect, goThrough, openSession, redeem } from '../../testing/connect-flow.ts';
import { auditKinds, openBroker, person, type BrokerWorld } from '../../testing/open-broker.ts';
import { exchange } from '../../testing/exchange.ts';
import { dataKeys } from '../../repos/data-keys.ts';
import { vaultEntries } from '../../repos/vault-entries.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const anna = person('anna');
const annaAtHarbour = person('anna', 'staff', 'harbour');
const ANNA = { account: 'anna.demo@gmail.com' };
const disconnect = (id: string, caller = anna, googleEvents: 'keep' | 'remove' = 'keep') => world.call('POST', `/v1/connections/${id}/disconnect`, caller, { googleEvents });
let releases = 0;
const released = (id: string, agencyId = 'north') =>
  connectionReleased.make({ agencyId, connectionId: id, removedEvents: 0 }, { id: `released-${releases++}`, now: world.time.clock.now() });
const release = (id: string, agencyId = 'north') => world.send(released(id, agencyId));
const revokes = () => world.google.calls.filter((call) => call === '/revoke').length;

describe('disconnecting is a conversation', () => {
  test('the connector is asked, lets go, then our access ends at Google too', async () => {
    const { id } = await connect(world);
    const asked = await disconnect(id, anna, 'remove');
    expect(asked).toMatchObject({ status: 202, body: { id, state: 'removing', googleKeepsListing: false } });
    await world.time.advance(1_000);
    expect(world.sent('connection.removing').map((message) => message.data)).toMatchObject([{ connectionId: id, googleEvents: 'remove' }]);
    expect(revokes()).toBe(0);
    // It still needs tokens, to remove what we put there.
    expect((await exchange(world, id)).status).toBe(200);
    await release(id);
    expect(await world.connection(id)).toBeUndefined();
    expect(await world.store.get(vaultEntries, id)).toBeUndefined();
    expect([revokes(), world.google.liveTokens(ANNA.account)]).toEqual([1, 0]);
    expect(world.sent('connection.removed')).toHaveLength(1);
    expect((await exchange(world, id)).body).toMatchObject({ error: 'invalid_target' });
    expect(await auditKinds(world)).toEqual(expect.arrayContaining(['connection.removing', 'connection.removed', 'grant.revoked']));
  });

  test('a connector that does not answer is waited for ten minutes', async () => {
    const { id } = await connect(world);
    await disconnect(id);
    await world.time.advance(9 * 60_000);
    expect((await world.connection(id))?.state).toBe('removing');
    await world.time.advance(90_000);
    expect(await world.connection(id)).toBeUndefined();
    expect(revokes()).toBe(1);
  });

  test('the answer to an earlier removal, said again during the next, does not end that one', async () => {
    const { id } = await connect(world);
    await disconnect(id);
    const earlier = released(id);
    await world.send(earlier);
    expect((await connect(world)).id).toBe(id);
    await world.time.advance(60_000);
    await disconnect(id, anna, 'remove');
    await world.send(earlier);
    expect((await world.connection(id))?.state).toBe('removing');
    await release(id);
    expect(await world.connection(id)).toBeUndefined();
  });

  test('asking twice, and an answer that comes twice, do no harm: the first wish stands', async () => {
    const { id } = await connect(world);
    await disconnect(id, anna, 'keep');
    expect((await disconnect(id, anna, 'remove')).status).toBe(202);
    await release(id);
    await release(id);
    expect(world.sent('connection.removing').map((message) => message.data)).toMatchObject([{ googleEvents: 'keep' }]);
    expect(world.sent('connection.removed')).toHaveLength(1);
    expect(revokes()).toBe(1);
  });

  test('an answer from nobody asked removes nothing', async () => {
    const { id } = await connect(world);
    await release(id);
    await release(id, 'harbour');
    expect((await world.connection(id))?.state).toBe('live');
  });

  test('its place is free only when it is over', async () => {
    const { id } = await connect(world);
    await disconnect(id);
    expect((await openSession(world, anna)).answer).toMatchObject({ status: 409, body: { reason: 'being-disconnected' } });
    await release(id);
    expect((await openSession(world, anna)).answer.status).toBe(201);
  });

  test('N06 the same account connected again is the same connection, once', async () => {
    const { id } = await connect(world);
    await disconnect(id);
    await release(id);
    expect((await connect(world)).id).toBe(id);
    await disconnect(id);
    await release(id);
    expect((await connect(world, anna, { account: 'bo.demo@gmail.com' })).id).not.toBe(id);
  });

  test('another\'s connection, and one of another agency, is not there', async () => {
    const { id } = await connect(world);
    expect((await disconnect(id, person('bo'))).status).toBe(404);
    expect((await disconnect(id, person('elin', 'admin', 'harbour'))).status).toBe(404);
    expect((await disconnect(id, person('ada', 'admin'))).body).toMatchObject({ googleKeepsListing: null });
  });
});

describe('Google revokes per project, so only the last one does', () => {
  test('the same person at two agencies: one disconnects, the other goes on', async () => {
    const here = await connect(world);
    const there = await connect(world, annaAtHarbour);
    expect((await disconnect(here.id)).body).toMatchObject({ googleKeepsListing: true });
    await release(here.id);
    expect(revokes()).toBe(0);
    await world.time.advance(3_600_000);
    expect(await exchange(world, there.id)).toMatchObject({ status: 200 });
    expect((await disconnect(there.id, annaAtHarbour)).body).toMatchObject({ googleKeepsListing: false });
    await release(there.id, 'harbour');
    expect(revokes()).toBe(1);
  });

  test('a pending consent counts as a use', async () => {
    const { id } = await connect(world);
    const opened = await openSession(world, annaAtHarbour);
    const stop = await goThrough(world, opened, ANNA);
    await disconnect(id);
    await release(id);
    expect(revokes()).toBe(0);
    expect((await redeem(world, annaAtHarbour, codeOf(stop), opened.verifier)).status).toBe(200);
  });

  test('both at the same moment: one revokes', async () => {
    const here = await connect(world);
    const there = await connect(world, annaAtHarbour);
    await Promise.all([disconnect(here.id), disconnect(there.id, annaAtHarbour)]);
    await Promise.all([release(here.id), release(there.id, 'harbour')]);
    expect([revokes(), world.google.liveTokens(ANNA.account)]).toEqual([1, 0]);
  });

  test('Google down: the token is revoked later', async () => {
    const { id } = await connect(world);
    world.google.fault({ operation: 'oauth.revoke', left: 3, effect: { status: 503 } });
    await disconnect(id);
    await release(id);
    expect(world.google.liveTokens(ANNA.account)).toBe(1);
    await world.time.advance(60_000);
    expect(world.google.liveTokens(ANNA.account)).toBe(0);
  });

  test('who connects before that calls it off', async () => {
    const { id } = await connect(world);
    world.google.fault({ operation: 'oauth.revoke', left: 1, effect: { status: 503 } });
    await disconnect(id);
    await release(id);
    const again = await connect(world);
    await world.time.advance(3_600_000);
    expect(await exchange(world, again.id)).toMatchObject({ status: 200 });
    expect(await auditKinds(world)).toContain('grant.kept');
  });

  test('who comes back while it is being revoked has to ask Google again', async () => {
    const { id } = await connect(world);
    const opened = await openSession(world, annaAtHarbour);
    world.google.fault({ operation: 'oauth.revoke', effect: { delayMs: 4_000 } });
    await disconnect(id);
    const releasing = release(id);
    await world.time.advance(1_000);
    const stop = await goThrough(world, opened, ANNA);
    expect(String(stop.answer?.body)).toContain('Tidigare åtkomst för detta Google-konto avslutas just nu');
    await releasing;
    await world.time.advance(5_000);
    expect((await connect(world, annaAtHarbour)).state).toBe('live');
  });
});

test('without its agency\'s data key nothing in the vault can be read: shredded', async () => {
  const { id } = await connect(world);
  await world.store.remove(dataKeys, 'north');
  await world.time.advance(6 * 60_000);
  const answer = await exchange(world, id);
  expect(answer.status).not.toBe(200);
});
