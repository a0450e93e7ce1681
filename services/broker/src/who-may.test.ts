import type { Caller } from '@portal-sync/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from './app.ts';
import { connect } from './testing/connect-flow.ts';
import { admin, connector, openBroker, person, platform, type BrokerWorld } from './testing/open-broker.ts';

let world: BrokerWorld;
let connectionId: string;
beforeAll(async () => {
  world = await openBroker();
  connectionId = (await connect(world)).id;
});
afterAll(() => world.stop());

const closed = routes.filter((route) => route.who !== 'anyone');
/** A body every route that takes one reads as right. */
const BODIES: Readonly<Record<string, unknown>> = {
  changeAgency: { locale: 'en' },
  makeUser: { name: 'N', email: 'n@n.example', role: 'staff' },
  changeUser: { name: 'N' },
  disconnect: { googleEvents: 'keep' },
  openConnectSession: { userId: 'anna', product: 'meet', returnTo: 'http://north.test/connect/done', codeChallenge: 'x'.repeat(43) },
  redeemConnectSession: { code: `c.${'x'.repeat(43)}`, codeVerifier: 'v'.repeat(43) },
};
const urlOf = (path: string): string => {
  const values: Record<string, string> = { agencyId: 'north', userId: 'anna', connectionId };
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? 'x').replace(/^\/internal\/agencies$/, '/internal/agencies?origin=http://north.test');
};
const call = (route: (typeof routes)[number], caller: Caller | undefined) =>
  world.call(route.method, urlOf(route.path), caller ?? { kind: 'anyone' }, BODIES[route.id], { 'if-match': '*' });
const callers: Record<string, Caller | undefined> = {
  nobody: undefined, admin, staff: person('bo'), client: person('clara', 'client'), prospect: person('pia', 'prospect'), platform: platform(), service: connector,
};

describe('every route as each role', () => {
  const cases = closed.flatMap((route) => Object.keys(callers).map((name) => ({ route, name, title: `${route.id} as ${name}` })));
  test.each(cases)('$title', async ({ route, name }) => {
    const named = route.who === 'service' ? name === 'service' : typeof route.who === 'object' && name in route.who;
    if (named) return;
    expect((await call(route, callers[name])).status).toBe(name === 'nobody' ? 401 : 403);
  });
});

describe('P01 every route with another agency\'s ids is as if they were not there', () => {
  const foreign = closed.filter((route) => route.who !== 'service' && route.path.includes('{'));
  test.each(foreign)('$id', async (route) => {
    const who = route.who as Record<string, string>;
    for (const caller of [person('elin', 'admin', 'harbour'), platform('harbour'), person('zoe', 'staff', 'harbour'), person('carla', 'client', 'harbour')]) {
      const role = caller.kind === 'user' ? caller.role : 'platform';
      // Harbour has an Anna of its own: her id is not a foreign one.
      if (!(role in who) || route.path.includes('{userId}')) continue;
      expect((await call(route, caller)).status, role).toBe(404);
    }
  });
  test('a person who is only at the first agency is not at the second', async () => {
    for (const [method, path] of [['GET', '/v1/users/bo'], ['PATCH', '/v1/users/bo'], ['DELETE', '/v1/users/bo'], ['POST', '/v1/users/bo/invitations']] as const) {
      const body = method === 'PATCH' ? { name: 'N' } : undefined;
      expect((await world.call(method, path, person('elin', 'admin', 'harbour'), body)).status, `${method} ${path}`).toBe(404);
    }
    expect((await world.call('GET', '/v1/users/bo', admin)).status).toBe(200);
  });
});

test('nothing was changed by all this', async () => {
  expect((await world.connection(connectionId))?.state).toBe('live');
});
