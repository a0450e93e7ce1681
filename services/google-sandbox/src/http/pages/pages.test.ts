import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../testing/start-sandbox.ts';
import type { Started } from '../../testing/start-sandbox.ts';

let started: Started;
const AUTH = 'https://www.googleapis.com/auth/';
const CALLBACK = 'http://localhost:4401/google/callback';

beforeAll(async () => {
  started = await startSandbox({
    demo: {
      accounts: [{ email: 'alice@gmail.com', name: 'Alice <b>Example</b>', calendars: [{ id: 'team@group.calendar.google.com', summary: 'Team' }] }, { email: 'bob@gmail.com', name: 'Bob' }],
      clients: [{ clientId: 'one', clientSecret: 's', redirectUris: [CALLBACK], brandName: 'My Portal App' }],
    },
  });
});
afterAll(() => started.stop());

const get = async (path: string) => {
  const response = await fetch(`${started.url}${path}`, { redirect: 'manual' });
  return { status: response.status, text: await response.text(), location: response.headers.get('location') };
};
const post = async (path: string, form: Record<string, string> | [string, string][]) => {
  const response = await fetch(`${started.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  return { status: response.status, text: await response.text(), location: response.headers.get('location') };
};

/** The hidden fields of the page's (last) form. */
function fields(text: string): [string, string][] {
  const unescape = (value: string) => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map((match) => [match[1] ?? '', unescape(match[2] ?? '')]);
}

describe('signing in with Google, page by page', () => {
  const query = new URLSearchParams({
    client_id: 'one', redirect_uri: CALLBACK, response_type: 'code', access_type: 'offline', state: '"<x>', login_hint: 'alice@gmail.com',
    scope: `openid email ${AUTH}calendar.events ${AUTH}calendar.settings.readonly`,
  });

  test('choose, continue, tick, and back to the app with a code for what was ticked', async () => {
    const chooser = await get(`/o/oauth2/v2/auth?${query}&prompt=select_account`);
    expect(chooser.text).toContain('Alice &lt;b&gt;Example&lt;/b&gt;');
    const signIn = await get(`/o/oauth2/v2/auth?${query}`);
    expect(signIn.text).toContain('Sign in to My Portal App');
    const consent = await post('/o/oauth2/v2/auth', fields(signIn.text));
    expect(consent.text).toContain('Select what <strong>My Portal App</strong> can access');
    expect(consent.text.match(/type="checkbox" name="scope"/g)).toHaveLength(2);
    const done = await post('/o/oauth2/v2/auth', [...fields(consent.text), ['scope', `${AUTH}calendar.events`], ['decision', 'allow']]);
    const answer = new URL(done.location ?? '').searchParams;
    expect(done.status).toBe(302);
    expect(answer.get('state')).toBe('"<x>');
    expect(answer.get('scope')).toBe(`openid ${AUTH}userinfo.email ${AUTH}calendar.events`);
  });

  test('cancel on either page denies', async () => {
    const signIn = await get(`/o/oauth2/v2/auth?${query}&prompt=consent`);
    const denied = await post('/o/oauth2/v2/auth', [...fields(signIn.text), ['decision', 'deny']]);
    expect(denied.location).toContain('error=access_denied');
  });

  test('an error is a page, never a redirect', async () => {
    const page = await get(`/o/oauth2/v2/auth?${query}`.replace('google%2Fcallback', 'evil'));
    expect(page).toMatchObject({ status: 400, location: null });
    expect(page.text).toContain('redirect_uri_mismatch');
  });

  test('the person sees the app under permissions and removes it', async () => {
    expect((await get('/permissions')).text).toContain('alice@gmail.com');
    const page = await get('/u/alice%40gmail.com/permissions');
    expect(page.text).toContain('My Portal App');
    await post('/u/alice%40gmail.com/permissions', fields(page.text));
    expect((await get('/u/alice%40gmail.com/permissions')).text).toContain('No app has access');
  });
});

describe('a calendar for a person', () => {
  const form = {
    title: 'Lunch & <talk>', calendar: 'alice@gmail.com', start: '2026-03-10T12:00', end: '2026-03-10T13:00', guests: 'bob@gmail.com',
    location: '', description: '', visibility: 'default', sendUpdates: 'all',
  };
  const ALICE = '/u/alice%40gmail.com';
  const link = (text: string, title: string): string => {
    const at = text.indexOf(title);
    return (/href="([^"]*)"[^>]*>(?:(?!href).)*$/s.exec(text.slice(0, at))?.[1] ?? '').replaceAll('&amp;', '&');
  };

  test('make, see, answer, change, move and delete', async () => {
    const made = await post(`${ALICE}/new`, form);
    expect(made).toMatchObject({ status: 303, location: `${ALICE}?date=2026-03-10` });
    const week = await get(`${ALICE}?date=2026-03-10`);
    expect(week.text).toContain('Lunch &amp; &lt;talk&gt;');
    expect(week.text).toContain('12:00');
    const bobs = await get('/u/bob%40gmail.com?date=2026-03-10&view=list');
    const bobEvent = link(bobs.text, 'Lunch');
    const page = await get(bobEvent);
    expect(page.text).toContain('Going?');
    await post(bobEvent, [...fields(page.text).slice(0, 3), ['action', 'accepted']]);
    const event = link(week.text, 'Lunch');
    const details = await get(event);
    expect(details.text).toContain('bob@gmail.com: accepted');
    expect((await get(`${ALICE}/mail`)).text).toContain('accepted: Lunch');
    const hidden = fields(details.text).slice(0, 3);
    const saved = await post(event, [...hidden, ...Object.entries({ ...form, title: 'Moved', calendar: 'team@group.calendar.google.com', start: '2026-03-11T12:00', end: '2026-03-11T13:00' }), ['action', 'save']]);
    expect(saved.location).toBe(`${ALICE}?date=2026-03-11`);
    const after = await get(`${ALICE}?date=2026-03-10`);
    const moved = link(after.text, 'Moved');
    expect(moved).toContain('team%40group');
    await post(moved, [...fields((await get(moved)).text).slice(0, 3), ['action', 'delete'], ['sendUpdates', 'all']]);
    expect((await get(`${ALICE}?date=2026-03-10`)).text).not.toContain('Moved');
    expect((await get('/u/bob%40gmail.com/mail')).text).toContain('Canceled event: Moved');
  });

  test('all-day events show their last day', async () => {
    await post(`${ALICE}/new`, { ...form, title: 'Trip', allDay: 'on', start: '2026-04-01T00:00', end: '2026-04-02T00:00', guests: '' });
    const week = await get(`${ALICE}?date=2026-04-01`);
    expect(week.text.match(/Trip/g)).toHaveLength(2);
    expect((await get(link(week.text, 'Trip'))).text).toContain('value="2026-04-02T00:00"');
  });

  test('what Google refuses is said in its words; an unknown account or event is a 404', async () => {
    const refused = await post(`${ALICE}/new`, { ...form, end: '2026-03-10T11:00' });
    expect(refused.text).toContain('The specified time range is empty.');
    expect((await get('/u/nobody%40x.example')).status).toBe(404);
    expect((await get(`${ALICE}/event?id=nothing123`)).status).toBe(404);
  });

  test('the pulse moves with every change', async () => {
    const before = (await get(`${ALICE}/pulse`)).text;
    expect((await get(`${ALICE}/pulse`)).text).toBe(before);
    await post(`${ALICE}/new`, { ...form, guests: '' });
    expect((await get(`${ALICE}/pulse`)).text).not.toBe(before);
  });

  test('an account can be added', async () => {
    const made = await post('/accounts', { name: 'New Person', email: 'new@salon.example', hd: 'salon.example' });
    expect((await get(made.location ?? '')).text).toContain('New Person');
    expect((await get('/')).text).toContain('new@salon.example');
  });
});
