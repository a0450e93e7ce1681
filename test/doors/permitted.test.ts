import { reachOf, type Caller } from '@portal-sync/contracts';
import type { Person } from '@portal-sync/all-in-one/person';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected } from '../house/connected.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import type { Platform } from '../house/platform.ts';
import { freshRecords, hostFor } from './fresh-records.ts';
import { makeOwnRecords } from './own-records.ts';
import { PUBLIC_ROUTES, type PublicRoute } from './public-routes.ts';
import { makeRecords, pathWith, type Records } from './records.ts';
import { sampleRequest } from './sample-requests.ts';

const CALLERS = {
  platform: { kind: 'platform', agencyId: 'northlight', clientId: 'platform' },
  ada: { kind: 'user', agencyId: 'northlight', userId: 'ada', role: 'admin' },
  ben: { kind: 'user', agencyId: 'northlight', userId: 'ben', role: 'staff' },
  clara: { kind: 'user', agencyId: 'northlight', userId: 'clara', role: 'client' },
  otto: { kind: 'user', agencyId: 'northlight', userId: 'otto', role: 'prospect' },
} as const satisfies Record<string, Caller>;
type Name = keyof typeof CALLERS;
const names = Object.keys(CALLERS) as Name[];

let house: TestHouse;
let doors: Record<Name, Person | Platform>;
let records: Record<Name, Records>;

beforeAll(async () => {
  house = await openTestHouse();
  const all = await makeRecords(house);
  const [ben, clara, otto] = [await makeOwnRecords(house, 'ben', all), await makeOwnRecords(house, 'clara', all), await makeOwnRecords(house, 'otto', all)];
  const { connectionId } = await connected(house, 'mira');
  records = { ada: all, ben, clara, otto, platform: { ...all, connectionId } };
  doors = { ada: await house.signedIn('ada'), ben: await house.signedIn('ben'), clara: await house.signedIn('clara'), otto: await house.signedIn('otto'), platform: house.platform('northlight') };
});
afterAll(() => house?.close());

/** What these say about the sample is no success, though the caller may ask: there is no such code, nothing failed, nothing is stopped. */
const ANSWERED_OTHERWISE: Readonly<Record<string, readonly number[]>> = { redeemConnectSession: [404], retryRun: [409], answerSyncGuard: [409] };

/** What uses a person's connection up comes last. */
const inOrder = [...PUBLIC_ROUTES].sort((a, b) => Number(a.id === 'disconnect') - Number(b.id === 'disconnect'));

/** The sample as this caller would send it. */
function bodyOf(route: PublicRoute, name: Name, about: Records): unknown {
  const { body } = sampleRequest(route.id, about);
  if (route.id === 'makeUser') return { ...(body as object), email: `made-by-${name}@northlight.example` };
  return route.id === 'createAppointment' ? { ...(body as object), ...hostFor(name) } : body;
}

async function ask(name: Name, route: PublicRoute, about: Records) {
  const { query } = sampleRequest(route.id, about);
  const path = pathWith(route.path, about);
  const seen = ['PATCH', 'PUT', 'DELETE'].includes(route.method) ? (await doors[name].api('GET', path)).headers.get('etag') : null;
  return doors[name].api(route.method, `${path}${query === undefined ? '' : `?${query}`}`, bodyOf(route, name, about), seen === null ? {} : { 'if-match': seen });
}

/** Routes about one record that is the admin's own. */
const namesSomebodysRecord = (route: PublicRoute): boolean => /\{(connectionId|appointmentId|externalId|runId|recordId|calendarId|decisionId|userId)\}/.test(route.path) || JSON.stringify(sampleRequest(route.id, records.ada)).includes(records.ada.connectionId);

describe.each(['ben', 'clara', 'otto'] as const)('%s', (name) => {
  const confined = PUBLIC_ROUTES.filter((route) => reachOf(route.who, CALLERS[name]) === 'own' && route.id !== 'putAppointmentByExternalId');

  test('is told of no record of a neighbour where only their own is theirs, and changes nothing', async () => {
    const routes = confined.filter(namesSomebodysRecord);
    expect(routes.length).toBeGreaterThan(10);
    const before = await picture();
    const answers: Record<string, number> = {};
    for (const route of routes) answers[`${route.method} ${route.path}`] = (await ask(name, route, records.ada)).status;
    // Who works here sees every calendar: that one is refused, not hidden.
    const expected = (place: string) => (place === 'PATCH /v1/calendars/{calendarId}' ? 403 : 404);
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((place) => [place, expected(place)])));
    expect(await picture()).toEqual(before);
  });

  test('sees no record of a neighbour in a list that is confined to their own', async () => {
    const foreign = Object.values(records.ada);
    for (const route of confined.filter((one) => one.method === 'GET' && one.id.startsWith('list') && !namesSomebodysRecord(one))) {
      const { status, body } = await ask(name, route, records[name]);
      expect(status, route.path).toBe(200);
      const shown = (body['items'] ?? body['blocks']) as { id: string; userId?: string }[];
      expect(shown.filter((row) => foreign.includes(row.id)), route.path).toEqual([]);
    }
  });
});

describe.each(names)('%s', (name) => {
  const permitted = inOrder.filter((route) => reachOf(route.who, CALLERS[name]) !== undefined);

  test.each(permitted.map((route) => [`${route.method} ${route.path}`, route] as const))('may: %s', async (_place, route) => {
    const about = await freshRecords(route.id, doors[name], name, doors.ada as Person, records[name]);
    const { status, body } = await ask(name, route, about);
    const said = `${status} ${JSON.stringify(body).slice(0, 300)}`;
    const expected = ANSWERED_OTHERWISE[route.id];
    if (expected === undefined) expect(status >= 200 && status < 300, said).toBe(true);
    else expect(expected, said).toContain(status);
  });
});

async function picture(): Promise<unknown> {
  const paths = ['/v1/users', '/v1/connections', '/v1/calendars', `/v1/sync-settings/${records.ada.connectionId}`, `/v1/appointments/${records.ada.appointmentId}`];
  return Promise.all(paths.map(async (path) => (await doors.ada.api('GET', path)).body));
}
