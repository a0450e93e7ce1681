import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, liveConnection } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';

const SCOPE = 'https://www.googleapis.com/auth/';
const EVENTS = `${SCOPE}calendar.events`;
const LIST = `${SCOPE}calendar.calendarlist.readonly`;
const SETTINGS = `${SCOPE}calendar.settings.readonly`;

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house?.close());

const connections = async (name: Parameters<TestHouse['signedIn']>[0]) =>
  (await (await house.signedIn(name)).must<{ items: { product: string; state: string; account: string | null }[] }>('GET', '/v1/connections')).items;

describe('connecting', () => {
  test('three boxes ticked make a live connection with the account that was chosen', async () => {
    const { person, connectionId } = await connected(house, 'ada');
    const connection = await person.must<{ account: string; scopes: { granted: string[]; missing: string[] } }>('GET', `/v1/connections/${connectionId}`);
    expect(connection.account).toBe('ada@northlight.example');
    expect(connection.scopes.granted).toEqual(expect.arrayContaining([EVENTS, LIST, SETTINGS]));
    expect(connection.scopes.missing).toEqual([]);
  });

  test('the page before Google names the person and the agency in the generic brand', async () => {
    const ben = await house.signedIn('ben');
    const page = await ben.browser.visit(await ben.openConnect({ product: 'calendar-2way' }));
    expect(page.text).toContain('Ben Okafor');
    expect(page.text).toContain('Northlight Studio');
    expect(page.text).toContain('My Portal App');
  });

  test('a missing box makes no connection, is named in plain words, and a second try with all boxes connects', async () => {
    const ben = await house.signedIn('ben');
    const end = await ben.connect({ product: 'calendar-2way' }, { scopes: ['openid', 'email', EVENTS, SETTINGS] });
    expect(end.text).toMatch(/list of your calendars|see the list|your calendars/i);
    expect(end.text).not.toContain('calendarlist.readonly');
    await expect(liveConnection(ben)).rejects.toThrow('no live');
    const retry = await ben.goOn(end);
    expect(retry.status).toBe(200);
    expect(await liveConnection(ben)).toBeTruthy();
  });

  test('a denial changes nothing and says so', async () => {
    const mira = await house.signedIn('mira');
    const end = await mira.connect({ product: 'calendar-2way' }, { deny: true });
    expect(end.status).toBeLessThan(500);
    await expect(liveConnection(mira)).rejects.toThrow('no live');
    const audit = await (await house.signedIn('ada')).must<{ items: { what?: string }[] }>('GET', '/v1/audit');
    expect(JSON.stringify(audit)).toMatch(/denied/i);
  });

  test("somebody else's click on a connect link connects nothing", async () => {
    const mira = await house.signedIn('mira');
    const link = await mira.openConnect({ product: 'calendar-2way' });
    const otto = await house.signedIn('otto');
    await otto.goOn(link);
    await expect(liveConnection(mira)).rejects.toThrow('no live');
    await expect(liveConnection(otto)).rejects.toThrow('no live');
  });

  test('a replayed or made-up state is refused and links nothing (P06)', async () => {
    const elin = await house.signedIn('elin');
    const end = await elin.connect({ product: 'calendar-2way' });
    const callback = end.trail.find((address) => new URL(address).searchParams.has('state') && new URL(address).origin === house.house.addresses.genericOrigin);
    expect(callback).toBeDefined();
    const before = await connections('elin');
    const replay = await elin.browser.visit(callback ?? '');
    expect(replay.status).toBeGreaterThanOrEqual(400);
    const tampered = new URL(callback ?? '');
    tampered.searchParams.set('state', 'x'.repeat(43));
    expect((await elin.browser.visit(tampered)).status).toBeGreaterThanOrEqual(400);
    expect(await connections('elin')).toEqual(before);
  });

  test('1-way blocks 2-way until it is gone (N09)', async () => {
    const dirk = await connected(house, 'dirk', { product: 'calendar-1way', settings: { mode: 'one-way' } }).catch(async () => house.signedIn('dirk'));
    const person = 'person' in dirk ? dirk.person : dirk;
    const oneWay = await liveConnection(person, 'calendar-1way');
    const refused = await person.api('POST', '/portal/connect', { product: 'calendar-2way' });
    expect(refused.status).toBe(409);
    await person.must('POST', `/v1/connections/${oneWay}/disconnect`, { googleEvents: 'keep' });
    await eventually(async () => expect((await person.api('POST', '/portal/connect', { product: 'calendar-2way' })).status).toBe(200));
  });

  test('one Google account per person: a second is offered as a replacement and changes nothing by itself (L07, O09)', async () => {
    const ada = await house.signedIn('ada');
    const connectionId = await liveConnection(ada);
    await ada.connect({ product: 'calendar-2way', intent: 'reconnect', connectionId }, { account: 'mira@northlight.example' });
    const connection = await ada.must<{ account: string; state: string }>('GET', `/v1/connections/${connectionId}`);
    expect(connection).toMatchObject({ account: 'ada@northlight.example', state: 'live' });
  });
});
