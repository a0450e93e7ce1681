import { connectionReleased, userRemovedDone } from '@portal-sync/contracts';
import { beforeCommit } from '@portal-sync/store/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connections } from '../../repos/connections.ts';
import { refreshFamilies } from '../../repos/sessions.ts';
import { users } from '../../repos/users.ts';
import { Browser } from '../../testing/browser.ts';
import { codeOf, connect, goThrough, openSession, redeem } from '../../testing/connect-flow.ts';
import { signIn } from '../../testing/oauth-client.ts';
import { admin, auditKinds, NORTH, openBroker, person, platform, PORTAL_SECRET, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const carl = { id: 'carl', name: 'Carl', email: 'carl@corp.example', role: 'staff' };
const idsOf = async (caller = admin, query = '') => ((await world.call('GET', `/v1/users${query}`, caller)).body as { items: { id: string }[] }).items.map((user) => user.id);

describe('people of an agency', () => {
  test('are made by an admin or by the agency\'s own system, under the id it chooses', async () => {
    expect(await world.call('POST', '/v1/users', platform(), carl)).toMatchObject({ status: 201, body: { ...carl, contactId: null, bound: false, version: 1 } });
    expect((await world.call('POST', '/v1/users', admin, { name: 'No Id', email: 'no@id.example', role: 'client', contactId: 'c1' })).body).toMatchObject({ id: expect.stringMatching(/^\w{26}$/), contactId: 'c1' });
    expect((await world.call('POST', '/v1/users', admin, carl)).status).toBe(409);
    await world.time.advance(1_000);
    expect(world.sent('user.changed').map((message) => message.data)).toContainEqual({ agencyId: 'north', userId: 'carl', version: 1 });
  });
  test('the same id may be somebody else at another agency', async () => {
    expect((await world.call('POST', '/v1/users', platform('harbour'), { ...carl, id: 'bo' })).status).toBe(201);
    expect((await world.call('GET', '/v1/users/bo', admin)).body).toMatchObject({ name: 'Bo Ek' });
  });
  test('admins see everybody, staff their colleagues, clients themselves', async () => {
    expect(await idsOf()).toEqual(['ada', 'anna', 'bo', 'clara']);
    expect(await idsOf(admin, '?role=client')).toEqual(['clara']);
    expect(await idsOf(person('bo'))).toEqual(['ada', 'anna', 'bo']);
    expect(await idsOf(person('clara', 'client'))).toEqual(['clara']);
    expect((await world.call('GET', '/v1/users/clara', person('bo'))).status).toBe(404);
    expect((await world.call('GET', '/v1/users/bo', person('clara', 'client'))).status).toBe(404);
  });
  test('a page ends where it says', async () => {
    const first = (await world.call('GET', '/v1/users?limit=3', admin)).body as { items: { id: string }[]; next: string };
    const second = (await world.call('GET', `/v1/users?limit=3&cursor=${first.next}`, admin)).body as { items: { id: string }[]; next?: string };
    expect([...first.items, ...second.items].map((user) => user.id)).toEqual(['ada', 'anna', 'bo', 'clara']);
  });
  test('an admin cannot take the role from themselves, or remove themselves', async () => {
    expect((await world.call('PATCH', '/v1/users/ada', admin, { role: 'staff' })).status).toBe(409);
    expect((await world.call('DELETE', '/v1/users/ada', admin)).status).toBe(409);
    expect((await world.call('PATCH', '/v1/users/ada', admin, { name: 'Ada L.' })).status).toBe(200);
  });
  test('what is no address is refused', async () => {
    expect((await world.call('PATCH', '/v1/users/bo', admin, { email: 'bo@' })).status).toBe(422);
  });
});

describe('removing a person', () => {
  test('ends sessions, invitations and connections, asks everybody, and is over when all have answered', async () => {
    const { tokens } = await signIn(world, new Browser(world), { account: 'anna.demo@gmail.com' });
    const { id } = await connect(world);
    const open = await openSession(world, person('anna'), { product: 'meet' });
    await goThrough(world, open, { account: 'anna.demo@gmail.com' });
    expect(await world.call('DELETE', '/v1/users/anna', admin)).toMatchObject({ status: 202, body: { waitingFor: ['broker', 'connector', 'matcher', 'trigger', 'portal'] } });

    const refreshed = await world.call('POST', '/oauth2/token', undefined, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '', client_id: 'portal', client_secret: PORTAL_SECRET }, { 'x-agency-origin': NORTH });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant' });
    expect(await idsOf()).toEqual(['ada', 'bo', 'clara']);
    await world.time.advance(1_000);
    expect(world.sent('connection.removing').map((message) => message.data)).toMatchObject([{ connectionId: id, googleEvents: 'remove' }]);
    expect(world.sent('user.removed')).toHaveLength(1);

    const at = { id: 'a', now: world.time.clock.now() };
    await world.send(connectionReleased.make({ agencyId: 'north', connectionId: id, removedEvents: 3 }, at));
    expect(world.sent('user.removed.done').map((message) => message.data)).toMatchObject([{ subjectId: 'anna', service: 'broker' }]);
    expect((await world.call('GET', '/v1/users/anna', admin)).body).toMatchObject({ status: 410, waitingFor: ['connector', 'matcher', 'trigger', 'portal'] });
    for (const service of ['connector', 'matcher', 'trigger', 'portal'] as const) {
      const answer = userRemovedDone[service].make({ agencyId: 'north', subjectId: 'anna', service, count: 2 }, { id: service, now: at.now });
      await world.send(answer, answer);
    }
    expect((await world.call('GET', '/v1/users/anna', admin)).status).toBe(404);
    expect(world.google.liveTokens('anna.demo@gmail.com')).toBe(0);
    expect(await auditKinds(world)).toContain('user.removed');
  });

  test('what names the person goes at once, and the id is free only when all is over', async () => {
    await world.call('DELETE', '/v1/users/bo', admin);
    expect(JSON.stringify(await world.store.get(users, 'north/bo'))).not.toMatch(/Bo Ek|bo\.demo/);
    expect((await world.call('POST', '/v1/users', admin, { ...carl, id: 'bo' })).status).toBe(409);
    expect((await world.call('DELETE', '/v1/users/bo', admin)).status).toBe(202);
  });
});

test('an answer to an earlier removal, said again during the next under the same id, does not count', async () => {
  await world.call('DELETE', '/v1/users/bo', admin);
  const said = world.time.clock.now();
  await world.time.advance(60_000);
  for (const service of ['connector', 'matcher', 'trigger', 'portal'] as const) {
    await world.send(userRemovedDone[service].make({ agencyId: 'north', subjectId: 'bo', service, count: 1 }, { id: `a-${service}`, now: said }));
  }
  expect(await world.call('POST', '/v1/users', platform(), { ...carl, id: 'bo' })).toMatchObject({ status: 201 });
  await world.time.advance(60_000);
  await world.call('DELETE', '/v1/users/bo', admin);
  await world.send(userRemovedDone.connector.make({ agencyId: 'north', subjectId: 'bo', service: 'connector', count: 1 }, { id: 'again', now: said }));
  expect((await world.call('GET', '/v1/users/bo', admin)).body).toMatchObject({ status: 410, waitingFor: expect.arrayContaining(['connector']) });
});

describe('a person who is removed while something else is done', () => {
  test('a connection that ends at that moment wakes their removal', async () => {
    const { id } = await connect(world);
    await world.call('POST', `/v1/connections/${id}/disconnect`, admin, { googleEvents: 'keep' });
    beforeCommit(world.store, connections, async () => {
      await world.call('DELETE', '/v1/users/anna', admin);
      // As its work leaves it, which finds a connection that still stands.
      await world.store.update(users, 'north/anna', (person) => ({ ...person, dueAt: null, againAt: null }));
    });
    await world.send(connectionReleased.make({ agencyId: 'north', connectionId: id, removedEvents: 0 }, { id: 'r', now: world.time.clock.now() }));
    await world.time.advance(5_000);
    expect((await world.call('GET', '/v1/users/anna', admin)).body).toMatchObject({ status: 410, waitingFor: ['connector', 'matcher', 'trigger', 'portal'] });
  });

  test('a sign-in that ends at that moment is none', async () => {
    beforeCommit(world.store, refreshFamilies, () => world.call('DELETE', '/v1/users/anna', admin));
    await expect(signIn(world, new Browser(world), { account: 'anna.demo@gmail.com' })).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await world.store.count(refreshFamilies, { index: 'byUser', equals: ['north', 'anna'] })).toBe(0);
  });
});

describe('roles that may connect', () => {
  const exclude = async (roles: string[]) => {
    const { headers } = await world.call('GET', '/v1/agencies/north', admin);
    return world.call('PATCH', '/v1/agencies/north', admin, { rolesThatConnect: roles }, { 'if-match': String(headers?.['etag']) });
  };
  test('the API refuses an excluded role, connections pause and come back', async () => {
    const { id } = await connect(world);
    await exclude(['admin', 'client']);
    await world.time.advance(2_000);
    expect((await world.call('GET', `/v1/connections/${id}`, admin)).body).toMatchObject({ state: 'paused' });
    expect((await openSession(world, person('anna'), { product: 'meet' })).answer).toMatchObject({ status: 403, body: { reason: 'role-excluded' } });
    await exclude(['admin', 'staff']);
    await world.time.advance(2_000);
    expect((await world.call('GET', `/v1/connections/${id}`, admin)).body).toMatchObject({ state: 'live' });
    expect(world.sent('connection.changed')).toHaveLength(2);
    expect(await auditKinds(world)).toEqual(expect.arrayContaining(['connection.paused', 'connection.resumed']));
  });
  test('a consent that is redeemed while its role is excluded is refused', async () => {
    const opened = await openSession(world, person('anna'));
    const stop = await goThrough(world, opened, { account: 'anna.demo@gmail.com' });
    beforeCommit(world.store, connections, () => exclude(['admin', 'client']));
    expect(await redeem(world, person('anna'), codeOf(stop), opened.verifier)).toMatchObject({ status: 403, body: { reason: 'role-excluded' } });
  });
  test('a new role counts at once', async () => {
    await exclude(['staff']);
    const { id } = await connect(world);
    await world.call('PATCH', '/v1/users/anna', admin, { role: 'client' });
    await world.time.advance(2_000);
    expect((await world.call('GET', `/v1/connections/${id}`, admin)).body).toMatchObject({ state: 'paused' });
  });
});
