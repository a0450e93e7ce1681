import type { Person } from '@portal-sync/all-in-one/person';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { PUBLIC_ROUTES } from './public-routes.ts';
import { makeRecords, pathWith, type Records } from './records.ts';
import { sampleRequest } from './sample-requests.ts';

let house: TestHouse;
let records: Records;
let ada: Person;

beforeAll(async () => {
  house = await openTestHouse();
  records = await makeRecords(house);
  ada = await house.signedIn('ada');
});
afterAll(() => house?.close());

const CANARY = 'canary-value-9931';

/** Bodies that no route may take. */
const BAD_BODIES: ReadonlyArray<readonly [what: string, body: (sample: object) => string]> = [
  ['no JSON', () => '{"title": '],
  ['a list', () => JSON.stringify([CANARY])],
  ['a number', () => '42'],
  ['null', () => 'null'],
  ['an unknown field', (sample) => JSON.stringify({ ...sample, thisIsNoField: CANARY })],
  ['wrong types', (sample) => JSON.stringify(Object.fromEntries(Object.keys(sample).map((key) => [key, { nested: CANARY }])))],
  ['a prototype', () => `{"__proto__": {"admin": true}, "constructor": "${CANARY}"}`],
];

async function expectProblem(method: string, address: string, body: string | undefined, headers: Record<string, string> = {}): Promise<void> {
  const answer = await ada.api<{ type?: string; title?: string; status?: number }>(method, address, body, { 'if-match': '"1"', ...headers });
  const about = `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
  expect(answer.status, about).toBeGreaterThanOrEqual(400);
  expect(answer.status, about).toBeLessThan(500);
  expect(answer.headers.get('content-type'), about).toContain('application/problem+json');
  expect(answer.body.title, about).toBeTruthy();
  expect(JSON.stringify(answer.body), about).not.toMatch(/canary-value|node_modules|\.ts:\d|at \w+ \(/);
}

describe('bad input', () => {
  test.each(BAD_BODIES)('%s as a body: a problem document on every route, and nothing changes', async (_what, make) => {
    const before = await picture();
    for (const route of PUBLIC_ROUTES.filter((one) => one.body !== undefined)) {
      const sample = (sampleRequest(route.id, records).body ?? {}) as object;
      await expectProblem(route.method, pathWith(route.path, records), make(sample));
    }
    expect(await picture()).toEqual(before);
  });

  test('a huge body is refused on every route before it is read to its end', async () => {
    const huge = JSON.stringify({ title: 'x'.repeat(11_000_000) });
    for (const route of PUBLIC_ROUTES.filter((one) => one.body !== undefined)) {
      await expectProblem(route.method, pathWith(route.path, records), huge);
    }
  });

  test('another content type is refused on every route', async () => {
    for (const route of PUBLIC_ROUTES.filter((one) => one.body !== undefined)) {
      await expectProblem(route.method, pathWith(route.path, records), 'title=x', { 'content-type': 'text/plain' });
    }
  });

  test.each(['..%2f..%2fetc', '%00', 'x'.repeat(300), '%F0%9F%92%A9', "' OR 1=1 --", '{"$ne":null}'])('%s as an id: a problem document on every route', async (bad) => {
    for (const route of PUBLIC_ROUTES.filter((one) => one.path.includes('{') && !one.path.includes('{externalId}'))) {
      const { body } = sampleRequest(route.id, records);
      const path = route.path.replace(/\{\w+\}/g, bad.includes('%') ? bad : encodeURIComponent(bad));
      await expectProblem(route.method, path, body === undefined ? undefined : JSON.stringify(body));
    }
  });

  test.each(['limit=0', 'limit=abc', 'limit=100000', 'cursor=nonsense', 'thisIsNoField=1'])('%s in the query of a list: refused', async (query) => {
    for (const path of ['/v1/users', '/v1/appointments', '/v1/runs', '/v1/contacts', '/v1/rules', '/v1/firings', '/v1/decisions']) {
      await expectProblem('GET', `${path}?${query}`, undefined);
    }
  });

  test('a write without the version it saw is told to say it; a stale one is refused', async () => {
    const path = `/v1/appointments/${records.appointmentId}`;
    const without = await ada.api('PATCH', path, { title: 'Blind' });
    expect(without.status).toBe(428);
    expect((await ada.api('PATCH', path, { title: 'Stale' }, { 'if-match': '"0"' })).status).toBe(412);
    expect((await ada.must<{ title: string }>('GET', path)).title).toBe('Recorded');
  });
});

async function picture(): Promise<unknown> {
  const paths = ['/v1/contacts?limit=200', '/v1/rules', '/v1/campaigns', '/v1/webhooks', '/v1/users', '/v1/calendars', `/v1/sync-settings/${records.connectionId}`, `/v1/appointments/${records.appointmentId}`];
  return Promise.all(paths.map(async (path) => (await ada.api('GET', path)).body));
}
