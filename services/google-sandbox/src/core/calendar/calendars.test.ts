import { beforeEach, describe, expect, test } from 'vitest';
import { share } from '../control/calendars.ts';
import { findAccount } from '../accounts.ts';
import { METHOD_SCOPES } from '../oauth/method-scopes.ts';
import { hour, testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';
import { methods } from '../../testing/discovery.ts';
import type { Role } from './calendar.ts';

let world: TestWorld;
let alice: Call;
const AUTH = 'https://www.googleapis.com/auth/';
const TEAM = 'team@group.calendar.google.com';
const EVENTS = `calendars/${encodeURIComponent(TEAM)}/events`;

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com', { calendars: [{ id: TEAM, summary: 'Team' }] });
  world.account('bob@gmail.com');
  alice = world.as('alice@gmail.com');
});

function give(role: Role, email = 'bob@gmail.com'): void {
  const account = findAccount(world.google.world, email);
  const calendar = world.google.world.state.calendars.get(TEAM);
  if (!account || !calendar) throw new Error('no such account or calendar');
  share(world.google.world, calendar, account, role, true);
}

describe('scopes', () => {
  test("every method's scopes are those of Google's discovery document", () => {
    for (const [operation, scopes] of Object.entries(METHOD_SCOPES)) {
      expect([...scopes].sort(), operation).toEqual((methods.get(operation)?.scopes ?? []).map((scope) => scope.slice(AUTH.length)).sort());
    }
  });

  test('a call without its scope is 403 with both of the reasons Google gives', () => {
    const answer = world.as('alice@gmail.com', [`${AUTH}calendar.calendarlist.readonly`])('GET', 'calendars/primary/events');
    expect(answer).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    expect(answer.body.error).toMatchObject({ status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] });
    expect(answer.headers['www-authenticate']).toContain('insufficient_scope');
  });

  test('calendar.events alone cannot read the colours', () => {
    expect(world.as('alice@gmail.com', [`${AUTH}calendar.events`])('GET', 'colors').status).toBe(403);
  });

  test('events.owned reaches owned calendars only, also beside a scope that reads more', () => {
    give('writer');
    const bob = world.as('bob@gmail.com', [`${AUTH}calendar.events.owned`]);
    expect(bob('GET', 'calendars/primary/events').status).toBe(200);
    expect(bob('GET', EVENTS).status).toBe(404);
    const both = world.as('bob@gmail.com', [`${AUTH}calendar.events.owned`, `${AUTH}calendar.readonly`]);
    expect(both('GET', EVENTS).status).toBe(200);
    expect(both('POST', EVENTS, { body: hour(1, 1) })).toMatchObject({ status: 403, reason: 'requiredAccessLevel' });
  });

  test('app.created reaches what the app made only', () => {
    const app = world.as('alice@gmail.com', [`${AUTH}calendar.app.created`]);
    const { body } = app('POST', 'calendars', { body: { summary: 'Made' } });
    expect(app('POST', `calendars/${encodeURIComponent(body.id)}/events`, { body: hour(1, 1) }).status).toBe(200);
    expect(app('GET', 'calendars/primary/events').status).toBe(404);
  });

  test('no token and a bad token are 401 in different words', () => {
    const ask = (headers: Record<string, string>) => world.google.handle({ method: 'GET', path: '/calendar/v3/colors', headers });
    expect(ask({})).toMatchObject({ status: 401, body: { error: { errors: [{ reason: 'required' }] } } });
    expect(ask({ authorization: 'Bearer nothing' })).toMatchObject({ status: 401, body: { error: { errors: [{ reason: 'authError' }] } } });
  });
});

describe('roles', () => {
  test.each([
    ['reader', 200, 403],
    ['writer', 200, 200],
    ['freeBusyReader', 200, 403],
    ['none', 404, 404],
  ] as const)('%s: reads %i, writes %i', (role, reads, writes) => {
    give(role);
    const bob = world.as('bob@gmail.com');
    expect(bob('GET', EVENTS).status).toBe(reads);
    expect(bob('POST', EVENTS, { body: hour(1, 1) }).status).toBe(writes);
  });

  test('a private event is a bare time for a reader, and whole for a writer', () => {
    const { body } = alice('POST', EVENTS, { body: { summary: 'Secret', location: 'X', visibility: 'private', ...hour(10, 10) } });
    give('reader');
    const seen = world.as('bob@gmail.com')('GET', `${EVENTS}/${body.id}`).body;
    expect(seen).toMatchObject({ visibility: 'private', start: expect.anything() });
    expect(JSON.stringify(seen)).not.toMatch(/Secret|"X"/);
    give('writer');
    expect(world.as('bob@gmail.com')('GET', `${EVENTS}/${body.id}`).body.summary).toBe('Secret');
  });

  test('writerWithoutPrivateAccess writes, but not what is private', () => {
    const { body } = alice('POST', EVENTS, { body: { summary: 'Secret', visibility: 'private', ...hour(10, 10) } });
    give('writerWithoutPrivateAccess');
    const bob = world.as('bob@gmail.com');
    expect(bob('POST', EVENTS, { body: { summary: 'Open', ...hour(10, 10) } }).status).toBe(200);
    expect(bob('GET', `${EVENTS}/${body.id}`).body.summary).toBeUndefined();
    expect(bob('PATCH', `${EVENTS}/${body.id}`, { body: { summary: 'x' } }).status).toBe(403);
  });

  test('freeBusyReader sees single events without a title', () => {
    const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
    const times = { start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00') };
    alice('POST', EVENTS, { body: { summary: 'S', ...times, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] } });
    give('freeBusyReader');
    const { items } = world.as('bob@gmail.com')('GET', EVENTS).body;
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('"S"');
  });

  test('a change of access ends the sync tokens of the calendar', () => {
    const { nextSyncToken } = alice('GET', EVENTS).body;
    give('reader');
    expect(alice('GET', EVENTS, { query: { syncToken: nextSyncToken } }).status).toBe(410);
  });
});

describe('calendar list', () => {
  test('primary first under the own address, with roles; deltas tell of what came and went', () => {
    const bob = world.as('bob@gmail.com');
    const { items, nextSyncToken } = bob('GET', 'users/me/calendarList').body;
    expect(items).toMatchObject([{ id: 'bob@gmail.com', primary: true, accessRole: 'owner' }]);
    give('reader');
    const delta = bob('GET', 'users/me/calendarList', { query: { syncToken: nextSyncToken } }).body;
    expect(delta.items).toMatchObject([{ id: TEAM, accessRole: 'reader', dataOwner: 'alice@gmail.com' }]);
    give('none');
    const gone = bob('GET', 'users/me/calendarList', { query: { syncToken: delta.nextSyncToken } }).body;
    expect(gone.items).toMatchObject([{ id: TEAM, deleted: true }]);
    expect(bob('GET', `users/me/calendarList/${encodeURIComponent(TEAM)}`).status).toBe(404);
    expect(bob('GET', 'users/me/calendarList', { query: { syncToken: gone.nextSyncToken } }).body.items).toBeUndefined();
  });

  test('minAccessRole filters, and cannot go with a sync token', () => {
    give('reader');
    const bob = world.as('bob@gmail.com');
    expect(bob('GET', 'users/me/calendarList', { query: { minAccessRole: 'writer' } }).body.items).toHaveLength(1);
    expect(bob('GET', 'users/me/calendarList', { query: { minAccessRole: 'writer', syncToken: 'x' } }).status).toBe(400);
  });

  test('pages', () => {
    const first = alice('GET', 'users/me/calendarList', { query: { maxResults: '1' } }).body;
    expect(first.nextSyncToken).toBeUndefined();
    const second = alice('GET', 'users/me/calendarList', { query: { maxResults: '1', pageToken: first.nextPageToken } }).body;
    expect([...first.items, ...second.items].map((item: { id: string }) => item.id)).toEqual(['alice@gmail.com', TEAM]);
    expect(second.nextSyncToken).toBeTypeOf('string');
  });
});

describe('calendars, colours, settings', () => {
  test('a calendar is made, read, renamed and deleted; a no-op rename moves no etag', () => {
    const { body } = alice('POST', 'calendars', { body: { summary: 'New', timeZone: 'Asia/Tokyo' } });
    const path = `calendars/${encodeURIComponent(body.id)}`;
    expect(alice('GET', path).body).toMatchObject({ summary: 'New', timeZone: 'Asia/Tokyo', dataOwner: 'alice@gmail.com' });
    expect(alice('PATCH', path, { body: { summary: 'New' } }).body.etag).toBe(body.etag);
    expect(alice('PATCH', path, { body: { summary: 'Newer' } }).body.summary).toBe('Newer');
    expect(alice('DELETE', path).status).toBe(204);
    expect(alice('GET', `${path}/events`).status).toBe(404);
    expect(alice('DELETE', 'calendars/primary').status).toBe(400);
    expect(alice('POST', 'calendars', { body: {} })).toMatchObject({ status: 400, reason: 'required' });
  });

  test('the calendars of an account are limited, and deleting gives nothing back', () => {
    world.google.world.state.limits = { ...world.google.world.state.limits, calendarsPerAccount: 2 };
    const { body } = alice('POST', 'calendars', { body: { summary: 'Two' } });
    alice('DELETE', `calendars/${encodeURIComponent(body.id)}`);
    expect(alice('POST', 'calendars', { body: { summary: 'Three' } })).toMatchObject({ status: 403, reason: 'quotaExceeded' });
  });

  test('colours and settings', () => {
    expect(Object.keys(alice('GET', 'colors').body.event)).toHaveLength(11);
    expect(alice('GET', 'users/me/settings/timezone').body).toMatchObject({ id: 'timezone', value: 'Europe/Amsterdam' });
    expect(alice('GET', 'users/me/settings').body.items.map((item: { id: string }) => item.id)).toContain('weekStart');
    expect(alice('GET', 'users/me/settings/nothing').status).toBe(404);
  });

  test('a method this Google has not is refused by name', () => {
    expect(alice('POST', 'calendars/primary/events/quickAdd').status).toBe(404);
  });
});

describe('free and busy', () => {
  const ask = (body: object) => alice('POST', 'freeBusy', { body });
  const window = { timeMin: '2026-03-10T00:00:00Z', timeMax: '2026-03-11T00:00:00Z' };

  test('busy times merge; transparent, declined and cancelled events are free (J02, J04)', () => {
    const add = (more: object) => alice('POST', 'calendars/primary/events', { body: more }).body;
    add(hour(10, 10));
    add(hour(10, 11));
    add({ ...hour(10, 14), transparency: 'transparent' });
    add({ ...hour(10, 16), attendees: [{ email: 'alice@gmail.com', responseStatus: 'declined' }] });
    alice('DELETE', `calendars/primary/events/${add(hour(10, 18)).id}`);
    const { body } = ask({ ...window, items: [{ id: 'primary' }, { id: 'nobody@gmail.com' }] });
    expect(body.calendars['primary'].busy).toEqual([{ start: '2026-03-10T09:00:00Z', end: '2026-03-10T11:00:00Z' }]);
    expect(body.calendars['nobody@gmail.com'].errors).toEqual([{ domain: 'global', reason: 'notFound' }]);
  });

  test('the window is needed, not empty, and at most about three months', () => {
    expect(ask({ items: [] })).toMatchObject({ status: 400, reason: 'required' });
    expect(ask({ ...window, timeMax: window.timeMin })).toMatchObject({ status: 400, reason: 'timeRangeEmpty' });
    expect(ask({ ...window, timeMax: '2026-12-01T00:00:00Z' })).toMatchObject({ status: 400, reason: 'timeRangeTooLong' });
  });
});
