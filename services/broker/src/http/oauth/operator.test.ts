import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONNECTOR_SECRET, NORTH, openBroker, OPERATOR_SECRET, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const ask = (id: string, secret: string, more: Record<string, string> = {}) =>
  world.call('POST', '/oauth2/token', undefined, 'grant_type=client_credentials', {
    'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa(`${id}:${secret}`)}`, ...more,
  });
const tokenOf = async (id: string, secret: string): Promise<string> => ((await ask(id, secret)).body as { access_token: string }).access_token;
const get = async (path: string, token: string): Promise<number> => (await world.call('GET', path, undefined, undefined, { authorization: `Bearer ${token}` })).status;

test('the operator\'s secret gives a token that opens operator routes and nothing else', async () => {
  const token = await tokenOf('operator', OPERATOR_SECRET);
  expect(await get('/internal/ops/lag', token)).toBe(200);
  expect(await get('/internal/agencies/north', token)).toBe(403);
  expect(await get('/v1/users', token)).toBe(403);
});

test('a service\'s token opens no operator route', async () => {
  expect(await get('/internal/ops/lag', await tokenOf('connector', CONNECTOR_SECRET))).toBe(403);
  expect(await get('/internal/ops/dead-letters', await tokenOf('connector', CONNECTOR_SECRET))).toBe(403);
});

test('a wrong secret gives none, and no agency\'s address knows the operator', async () => {
  expect((await ask('operator', CONNECTOR_SECRET)).status).toBe(401);
  expect((await ask('operator', OPERATOR_SECRET, { 'x-agency-origin': NORTH })).status).toBe(401);
});
