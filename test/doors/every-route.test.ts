import { reachOf, type Caller } from '@portal-sync/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settle } from '../house/eventually.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import type { Person } from '@portal-sync/all-in-one/person';
import type { Platform } from '../house/platform.ts';
import { PUBLIC_ROUTES } from './public-routes.ts';
import { makeRecords, pathWith, type Records } from './records.ts';
import { sampleRequest } from './sample-requests.ts';

let house: TestHouse;
let records: Records;
let people: Record<'ada' | 'ben' | 'clara' | 'otto' | 'elin', Person>;
let platforms: Record<'northlight' | 'harbour', Platform>;

beforeAll(async () => {
  house = await openTestHouse();
  records = await makeRecords(house);
  people = { ada: await house.signedIn('ada'), ben: await house.signedIn('ben'), clara: await house.signedIn('clara'), otto: await house.signedIn('otto'), elin: await house.signedIn('elin') };
  platforms = { northlight: house.platform('northlight'), harbour: house.platform('harbour') };
});
afterAll(() => house?.close());

const addressOf = (routeId: string, path: string) => {
  const { query } = sampleRequest(routeId, records);
  return `${pathWith(path, records)}${query === undefined ? '' : `?${query}`}`;
};
const namesRecord = (route: { path: string; id: string }) =>
  route.path.includes('{') || JSON.stringify(sampleRequest(route.id, records)).includes(records.connectionId);
/** Writes by which an agency makes a record of its own under the same name, or asks for what exists in every agency. */
const OWN_BY_NATURE = new Set(['putAppointmentByExternalId', 'putContact', 'createRule']);

describe('every public route', () => {
  test('that takes a body has a sample here', () => {
    const lacking = PUBLIC_ROUTES.filter((route) => route.body !== undefined && sampleRequest(route.id, records).body === undefined).map((route) => route.id);
    expect(lacking).toEqual([]);
    expect(PUBLIC_ROUTES.length).toBeGreaterThan(50);
  });

  test('refuses who brings no token, and who brings a broken one', async () => {
    const answers: Record<string, number[]> = {};
    for (const route of PUBLIC_ROUTES) {
      const { body } = sampleRequest(route.id, records);
      const init = { method: route.method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const url = `${records.origin}${addressOf(route.id, route.path)}`;
      const without = await house.http(url, init);
      const broken = await house.http(url, { ...init, headers: { ...init.headers, authorization: 'Bearer e30.e30.e30' } });
      answers[`${route.method} ${route.path}`] = [without.status, broken.status];
      await Promise.all([without.body?.cancel(), broken.body?.cancel()]);
    }
    for (const [route, statuses] of Object.entries(answers)) expect(statuses, route).toEqual([401, 401]);
  });

  test.each(['ben', 'clara', 'otto'] as const)('is closed to %s where the table of who may what does not name that role', async (name) => {
    const role = { ben: 'staff', clara: 'client', otto: 'prospect' }[name] as 'staff' | 'client' | 'prospect';
    const caller: Caller = { kind: 'user', agencyId: 'northlight', userId: name, role };
    for (const route of PUBLIC_ROUTES.filter((one) => reachOf(one.who, caller) === undefined)) {
      const { body } = sampleRequest(route.id, records);
      const { status } = await people[name].api(route.method, addressOf(route.id, route.path), body, { 'if-match': '"1"' });
      expect(status, `${route.method} ${route.path}`).toBe(403);
    }
  });

  test.each(['elin', 'harbour'] as const)('about a record of another agency answers %s 404 and changes nothing (P01)', async (name) => {
    const before = await picture();
    const neighbour = name === 'elin' ? people.elin : platforms.harbour;
    const caller: Caller =
      name === 'elin' ? { kind: 'user', agencyId: 'harbour', userId: 'elin', role: 'admin' } : { kind: 'platform', agencyId: 'harbour', clientId: 'platform' };
    for (const route of PUBLIC_ROUTES.filter((one) => namesRecord(one) && !OWN_BY_NATURE.has(one.id) && reachOf(one.who, caller) !== undefined)) {
      const { body } = sampleRequest(route.id, records);
      const { status } = await neighbour.api(route.method, addressOf(route.id, route.path), body, { 'if-match': '"1"' });
      expect(status, `${route.method} ${route.path}`).toBe(404);
    }
    await settle(200);
    expect(await picture()).toEqual(before);
  });

  test('about somebody else\'s connection answers a client and a colleague 404 and changes nothing', async () => {
    for (const name of ['ben', 'clara'] as const) {
      for (const path of [`/v1/connections/${records.connectionId}`, `/v1/sync-settings/${records.connectionId}`, `/v1/sync-status/${records.connectionId}`, `/v1/runs/${records.runId}`]) {
        expect((await people[name].api('GET', path)).status, `${name} ${path}`).toBe(404);
      }
      expect((await people[name].api('POST', `/v1/connections/${records.connectionId}/disconnect`, { googleEvents: 'remove' })).status).toBe(404);
    }
  });

  test('does not take a token of another audience or another agency', async () => {
    const foreign = await platforms.harbour.token();
    const response = await house.http(`${records.origin}/v1/contacts`, { headers: { authorization: `Bearer ${foreign}` } });
    expect(response.status).toBe(401);
    await response.body?.cancel();
  });

  test('of our own services is not exposed', async () => {
    for (const path of ['/internal/outbox?partition=0', '/internal/agencies/northlight', '/internal/agencies/northlight/identity-key', '/livez', '/google/notifications']) {
      const { status } = await people.ada.api('GET', path);
      expect([403, 404], path).toContain(status);
    }
  });
});

/** What the first agency holds, as its admin reads it. */
async function picture(): Promise<unknown> {
  const paths = ['/v1/contacts?limit=200', '/v1/rules', '/v1/campaigns', '/v1/webhooks', '/v1/users', '/v1/connections', '/v1/calendars', `/v1/sync-settings/${records.connectionId}`, `/v1/appointments/${records.appointmentId}`, '/v1/agencies/northlight'];
  return Promise.all(paths.map(async (path) => (await people.ada.api('GET', path)).body));
}
