import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ALL, startSandbox } from '../testing/start-sandbox.ts';
import type { Started } from '../testing/start-sandbox.ts';

let started: Started;
const EVENTS = '/calendar/v3/calendars/primary/events';
const event = { summary: 'E', start: { dateTime: '2026-03-10T10:00:00Z' }, end: { dateTime: '2026-03-10T11:00:00Z' } };
const DEMO = {
  accounts: [
    { email: 'alice@gmail.com', name: 'Alice', sub: '101' },
    { email: 'bob@gmail.com', name: 'Bob', sub: '102' },
  ],
  clients: [{ clientId: 'one', clientSecret: 's', redirectUris: ['http://localhost:4401/google/callback'], projectNumber: '77' }],
};

beforeAll(async () => {
  started = await startSandbox({ demo: DEMO });
});
beforeEach(() => started.control('POST', 'reset', {}));
afterAll(() => started.stop());

const token = async (account = 'alice@gmail.com', scopes = ALL) =>
  (await started.control<{ accessToken: string }>('POST', 'tokens', { account, scopes, clientId: 'one' })).accessToken;
const api = async (method: string, path: string, body?: unknown, account?: string) =>
  fetch(`${started.url}${path}`, { method, headers: { authorization: `Bearer ${await token(account)}` }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

describe('accounts', () => {
  test('are made, listed with their calendars, and refused twice', async () => {
    const made = await started.control('POST', 'accounts', { email: 'Eva@Salon.example', name: 'Eva', hd: 'salon.example', calendars: [{ summary: 'Room' }] });
    expect(made).toMatchObject({ email: 'eva@salon.example', hd: 'salon.example', calendars: [{ id: 'eva@salon.example' }, { summary: 'Room' }] });
    await expect(started.control('POST', 'accounts', { email: 'eva@salon.example', name: 'Eva' })).rejects.toThrow('409');
    const { accounts } = await started.control<{ accounts: unknown[] }>('GET', 'accounts');
    expect(accounts).toHaveLength(3);
  });

  test('a disabled account is refused everywhere', async () => {
    const access = await token();
    await started.control('PATCH', 'accounts/alice@gmail.com', { disabled: true });
    expect((await fetch(`${started.url}${EVENTS}`, { headers: { authorization: `Bearer ${access}` } })).status).toBe(401);
  });

  test('bad control requests say what is wrong', async () => {
    await expect(started.control('POST', 'accounts', { email: 'no', nonsense: 1 })).rejects.toThrow(/400.*email/);
    await expect(started.control('POST', 'tokens', { account: 'nobody@x.example', scopes: ALL })).rejects.toThrow('404');
    await expect(started.control('GET', 'nothing')).rejects.toThrow('404');
  });
});

describe('consent without pages', () => {
  const authUrl = (more = '') =>
    `${started.url}/o/oauth2/v2/auth?client_id=one&redirect_uri=${encodeURIComponent('http://localhost:4401/google/callback')}&response_type=code&access_type=offline&state=st&scope=${encodeURIComponent(
      'openid email https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.settings.readonly',
    )}${more}`;

  test('gives the address the browser would go to, with the boxes as told; the code exchanges', async () => {
    const { location } = await started.control<{ location: string }>('POST', 'consent', {
      authUrl: authUrl(), account: 'alice@gmail.com', scopes: ['https://www.googleapis.com/auth/calendar.events'],
    });
    const answer = new URL(location).searchParams;
    expect(answer.get('state')).toBe('st');
    const response = await fetch(`${started.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code: answer.get('code') ?? '', client_id: 'one', client_secret: 's', redirect_uri: 'http://localhost:4401/google/callback' }),
    });
    const tokens = (await response.json()) as { scope: string; refresh_token: string };
    expect(tokens.scope).not.toContain('settings');
    expect(tokens.refresh_token).toBeTypeOf('string');
    await started.control('POST', 'revoke', { account: 'alice@gmail.com' });
    const refreshed = await fetch(`${started.url}/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: 'one', client_secret: 's' }),
    });
    expect(await refreshed.json()).toEqual({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
  });

  test('denial and error pages', async () => {
    expect(await started.control('POST', 'consent', { authUrl: authUrl(), account: 'alice@gmail.com', deny: true })).toMatchObject({ location: expect.stringContaining('error=access_denied') });
    const wrong = authUrl().replace('google%2Fcallback', 'other');
    expect(await started.control('POST', 'consent', { authUrl: wrong, account: 'alice@gmail.com' })).toMatchObject({ error: 'redirect_uri_mismatch' });
  });
});

describe('events as a person', () => {
  test('are made as in Google’s own pages: with the organizer among the guests and a copy for the guest', async () => {
    const made = await started.control<{ id: string }>('POST', 'events', {
      account: 'alice@gmail.com', action: 'insert', event: { ...event, attendees: [{ email: 'bob@gmail.com' }] }, sendUpdates: 'all',
    });
    expect(made).toMatchObject({ attendees: [{ email: 'alice@gmail.com', organizer: true, self: true, responseStatus: 'accepted' }, { email: 'bob@gmail.com' }] });
    expect((await api('GET', `${EVENTS}/${made.id}`, undefined, 'bob@gmail.com')).status).toBe(200);
    expect(await started.control('GET', 'mails')).toMatchObject({ mails: [{ kind: 'invitation', to: 'bob@gmail.com' }] });
    await started.control('POST', 'events', { account: 'alice@gmail.com', action: 'patch', eventId: made.id, event: { summary: 'New' } });
    expect(await started.control('POST', 'events', { account: 'bob@gmail.com', action: 'get', eventId: made.id })).toMatchObject({ summary: 'New' });
    expect(await started.control('POST', 'events', { account: 'alice@gmail.com', action: 'delete', eventId: made.id })).toEqual({});
    expect(await started.control('GET', 'calls?operation=events.insert')).toMatchObject({ count: 0 });
    await expect(started.control('POST', 'events', { account: 'alice@gmail.com', action: 'delete' })).rejects.toThrow('eventId');
  });

  test('a duplicate is a new event that still carries the private properties (A07)', async () => {
    const made = await started.control<{ id: string }>('POST', 'events', {
      account: 'alice@gmail.com', action: 'insert', event: { ...event, extendedProperties: { private: { mark: 'ours' } } },
    });
    const copy = await started.control<{ id: string; iCalUID: string }>('POST', 'events', { account: 'alice@gmail.com', action: 'copy', eventId: made.id, event: { summary: 'Copy' } });
    expect(copy).toMatchObject({ summary: 'Copy', extendedProperties: { private: { mark: 'ours' } } });
    expect(copy.id).not.toBe(made.id);
    expect(copy.iCalUID).toBe(`${copy.id}@google.com`);
  });

  test('an .ics text becomes events, with its overrides, and says what was refused', async () => {
    const ics = [
      'BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:s', 'DTSTART;TZID=Europe/Amsterdam:20260310T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:S', 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:s', 'RECURRENCE-ID;TZID=Europe/Amsterdam:20260317T100000', 'DTSTART;TZID=Europe/Amsterdam:20260318T150000', 'DURATION:PT1H', 'SUMMARY:Moved', 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:bad', 'DTSTART:20260310T100000Z', 'DTEND:20260310T090000Z', 'END:VEVENT', 'END:VCALENDAR',
    ].join('\r\n');
    const report = await started.control('POST', 'import', { account: 'alice@gmail.com', ics });
    expect(report).toEqual({ imported: 1, refused: [{ uid: 'bad', message: 'The specified time range is empty.' }] });
    const list = (await (await api('GET', `${EVENTS}?singleEvents=true&orderBy=startTime`)).json()) as { items: { summary: string; start: { dateTime: string } }[] };
    expect(list.items.map((item) => [item.summary, item.start.dateTime.slice(0, 10)])).toEqual([['S', '2026-03-10'], ['Moved', '2026-03-18'], ['S', '2026-03-24']]);
    await expect(started.control('POST', 'import', { account: 'alice@gmail.com', ics: 'rubbish' })).rejects.toThrow('400');
  });
});

describe('what goes wrong on purpose', () => {
  test('a refused call, a lost reply, a delayed one', async () => {
    await started.control('POST', 'faults', { operation: 'events.insert', status: 503 });
    expect((await api('POST', EVENTS, event)).status).toBe(503);
    await started.control('POST', 'faults', { operation: 'events.insert', lostReply: true });
    await expect(api('POST', EVENTS, event)).rejects.toThrow();
    expect(((await (await api('GET', EVENTS)).json()) as { items: unknown[] }).items).toHaveLength(1);
    await started.control('POST', 'faults', { operation: 'colors.get', delayMs: 150 });
    const from = performance.now();
    expect((await api('GET', '/calendar/v3/colors')).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThanOrEqual(140);
    await started.control('POST', 'faults', { status: 500, count: 9 });
    expect(await started.control('GET', 'faults')).toMatchObject({ faults: [{ left: 9 }] });
    await started.control('DELETE', 'faults');
    expect(await started.control('GET', 'faults')).toEqual({ faults: [], notifications: [] });
  });

  test('the ledger counts the calls that were made', async () => {
    await api('GET', EVENTS);
    await api('POST', EVENTS, event);
    expect(await started.control('GET', 'calls')).toMatchObject({ count: 2, byOperation: { 'events.list': 1, 'events.insert': 1 } });
    await started.control('DELETE', 'calls');
    expect(await started.control('GET', 'calls')).toMatchObject({ count: 0 });
  });

  test('the clock goes forward, and with it the Date header and the life of a token', async () => {
    const access = await token();
    await started.control('POST', 'clock', { advanceMs: 7_200_000 });
    const response = await fetch(`${started.url}${EVENTS}`, { headers: { authorization: `Bearer ${access}` } });
    expect(response.status).toBe(401);
    expect(Date.parse(response.headers.get('date') ?? '') - Date.now()).toBeGreaterThan(7_000_000);
  });

  test('quota can be turned', async () => {
    await started.control('POST', 'quota', { perUserPerMinute: 1 });
    await api('GET', EVENTS);
    expect((await api('GET', EVENTS)).status).toBe(403);
    await expect(started.control('POST', 'quota', { perUserPerMinute: -1 })).rejects.toThrow('400');
    await started.control('POST', 'quota', { perUserPerMinute: 600 });
  });

  test('a calendar is shared, and a seed planted on top', async () => {
    await started.control('POST', 'share', { calendarId: 'alice@gmail.com', account: 'bob@gmail.com', role: 'reader' });
    expect((await api('GET', '/calendar/v3/calendars/alice%40gmail.com/events', undefined, 'bob@gmail.com')).status).toBe(200);
    expect(await started.control('POST', 'seed', { accounts: [{ email: 'new@x.example', name: 'N' }, { email: 'bob@gmail.com', name: 'Bob' }] })).toEqual({ accounts: 1, clients: 0, events: 0 });
    const planted = { events: [{ account: 'bob@gmail.com', event: { id: 'planted123', ...event } }] };
    expect(await started.control('POST', 'seed', planted)).toMatchObject({ events: 1 });
    expect(await started.control('POST', 'seed', planted)).toMatchObject({ events: 0 });
  });
});
