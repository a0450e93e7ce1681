import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, liveConnection } from '../house/connected.ts';
import { eventually, settle } from '../house/eventually.ts';
import { appointmentsOf, busyOf, googleEvent, synced } from '../house/look.ts';
import { openTestHouse, PEOPLE, type TestHouse } from '../house/open-test-house.ts';
import { Person } from '@portal-sync/all-in-one/person';
import { connectAs } from '../house/connected.ts';
import { at } from '../house/times.ts';

const BEN = PEOPLE.ben.email;

let house: TestHouse;
/** Ben works for both agencies, with one Google account. */
let benAtHarbour: Person;

beforeAll(async () => {
  house = await openTestHouse();
  await house.platform('harbour').must('POST', '/v1/users', { id: 'ben-too', name: 'Ben Okafor', email: BEN, role: 'staff' });
  benAtHarbour = new Person({ http: house.http, google: house.google, origin: house.origin('harbour'), email: BEN });
  expect((await benAtHarbour.signIn()).status).toBe(200);
});
afterAll(() => house?.close());

describe('one person at two agencies', () => {
  test("an event that the other agency pushed into the same Google calendar only blocks, and its title is neither kept nor judged (A06)", async () => {
    const north = await connected(house, 'ben', { settings: { mode: 'two-way' } });
    const harbour = await connectAs(benAtHarbour, BEN, { settings: { mode: 'two-way' } });
    const made = await north.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'canary-north-5511', when: at(2, 9) });
    await synced(north.person, made.id);
    await eventually(async () => expect(await busyOf(harbour.person)).toHaveLength(1));
    expect(await appointmentsOf(harbour.person)).toEqual([]);
    expect(JSON.stringify(await busyOf(harbour.person))).not.toContain('canary-north-5511');
  });

  test('one disconnects, the other goes on: only the last connection revokes at Google', async () => {
    const north = await house.signedIn('ben');
    await north.must('POST', `/v1/connections/${await liveConnection(north)}/disconnect`, { googleEvents: 'keep' });
    await eventually(() => expect(liveConnection(north)).rejects.toThrow('no live'));
    const made = await benAtHarbour.must<{ id: string }>('POST', '/v1/appointments', { title: 'Still here', when: at(3, 9) });
    await synced(benAtHarbour, made.id);
    await googleEvent(house, BEN, 'Still here');
    expect((await house.google.calls()).byOperation['oauth.revoke'] ?? 0).toBe(0);
  });

  test('two agencies cannot see each other: what one made is 404 for the other (P01)', async () => {
    const ada = await house.signedIn('ada');
    const elin = await house.signedIn('elin');
    const made = await ada.must<{ id: string }>('POST', '/v1/appointments', { title: 'North only', when: at(4, 9) });
    for (const [method, path, body] of [
      ['GET', `/v1/appointments/${made.id}`, undefined],
      ['PATCH', `/v1/appointments/${made.id}`, { title: 'Mine now' }],
      ['DELETE', `/v1/appointments/${made.id}`, undefined],
      ['GET', `/v1/appointments/${made.id}/history`, undefined],
    ] as const) {
      expect((await elin.api(method, path, body, { 'if-match': '"1"' })).status, `${method} ${path}`).toBe(404);
    }
    expect((await ada.must<{ title: string }>('GET', `/v1/appointments/${made.id}`)).title).toBe('North only');
    await settle(100);
  });
});
