import { beforeEach, describe, expect, test } from 'vitest';
import { hour, testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';
import type { Fault, FaultEffect } from './faults.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com');
  alice = world.as('alice@gmail.com');
});

const fault = (effect: FaultEffect, more: Partial<Fault> = {}) => world.google.world.state.faults.push({ id: 'f', skip: 0, left: 1, effect, ...more });
const insert = () => alice('POST', EVENTS, { body: hour(10, 10) });

describe('faults', () => {
  test.each([
    [{ reason: 'rateLimitExceeded' }, 403, 'rateLimitExceeded'],
    [{ reason: 'rateLimitExceeded', status: 429 }, 429, 'rateLimitExceeded'],
    [{ reason: 'quotaExceeded' }, 403, 'quotaExceeded'],
    [{ status: 503 }, 503, 'backendError'],
    [{ status: 500 }, 500, 'backendError'],
    [{ status: 401 }, 401, 'authError'],
    [{ reason: 'fullSyncRequired' }, 410, 'fullSyncRequired'],
    [{ reason: 'somethingNew', status: 418, message: 'What?' }, 418, 'somethingNew'],
  ])('%j refuses without doing anything, then is spent', (effect, status, reason) => {
    fault(effect);
    expect(insert()).toMatchObject({ status, reason });
    expect(alice('GET', EVENTS).body.items).toEqual([]);
    expect(insert().status).toBe(200);
  });

  test('a lost reply did what was asked; a dropped request did not', () => {
    fault({ lostReply: true });
    expect(insert().dropped).toBe(true);
    expect(alice('GET', EVENTS).body.items).toHaveLength(1);
    fault({ dropped: true });
    expect(insert().dropped).toBe(true);
    expect(alice('GET', EVENTS).body.items).toHaveLength(1);
  });

  test('falls on the calls it names only: operation, path, account, after some were let through', () => {
    fault({ status: 503 }, { operation: 'events.*', method: 'POST', path: '/calendar/v3/calendars/*/events', account: 'alice@gmail.com', skip: 1, left: 2 });
    world.account('bob@gmail.com');
    expect(world.as('bob@gmail.com')('POST', EVENTS, { body: hour(1, 1) }).status).toBe(200);
    expect(alice('GET', EVENTS).status).toBe(200);
    expect([insert(), insert(), insert(), insert()].map((answer) => answer.status)).toEqual([200, 503, 503, 200]);
  });

  test('an OAuth endpoint refuses in its own dialect', () => {
    fault({ status: 400, reason: 'invalid_grant', message: 'Token has been expired or revoked.' }, { operation: 'oauth.token.refresh' });
    const answer = world.google.handle({ method: 'POST', path: '/token', body: 'grant_type=refresh_token&refresh_token=x&client_id=c&client_secret=s' });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } });
  });

  test('any answer can be put in place of the real one', () => {
    insert();
    fault({ body: { kind: 'calendar#events', items: [] } });
    expect(alice('GET', EVENTS)).toMatchObject({ status: 200, body: { items: [] } });
    expect(alice('GET', EVENTS).body.items).toHaveLength(1);
  });

  test('a delay holds the reply back, not the deed', () => {
    fault({ delayMs: 300 });
    const { accessToken } = { accessToken: [...world.google.world.state.tokens.keys()][0] };
    const reply = world.google.handle({ method: 'GET', path: '/calendar/v3/colors', headers: { authorization: `Bearer ${accessToken}` } });
    expect(reply).toMatchObject({ status: 200, delayMs: 300 });
  });

  test('a stale read shows an event as it was before its last change, in get and list', () => {
    const { id, etag } = insert().body;
    alice('PATCH', `${EVENTS}/${id}`, { body: { summary: 'new' } });
    fault({ staleRead: true }, { left: 2 });
    expect(alice('GET', `${EVENTS}/${id}`).body).toMatchObject({ etag });
    expect(alice('GET', EVENTS).body.items[0].summary).toBeUndefined();
    expect(alice('GET', EVENTS).body.items[0].summary).toBe('new');
  });
});

describe('quota', () => {
  test('600 a minute for a user of a project, in a sliding window, refused as Google does', () => {
    for (let n = 0; n < 600; n += 1) expect(alice('GET', 'colors').status).toBe(200);
    const refused = alice('GET', 'colors');
    expect(refused).toMatchObject({ status: 403, reason: 'rateLimitExceeded' });
    expect(refused.body.error).toMatchObject({ message: expect.stringContaining("limit 'Queries per minute per user'"), details: [{ reason: 'RATE_LIMIT_EXCEEDED' }] });
    expect(world.as('alice@gmail.com', undefined, 'another-project')('GET', 'colors').status).toBe(200);
    world.advance(59_000);
    expect(alice('GET', 'colors').status).toBe(403);
    world.advance(2000);
    expect(alice('GET', 'colors').status).toBe(200);
  });

  test('a project has a limit over all its users, and 429 can be chosen', () => {
    world.google.world.state.limits = { ...world.google.world.state.limits, perProjectPerMinute: 2, rateLimitStatus: 429 };
    world.account('bob@gmail.com');
    alice('GET', 'colors');
    world.as('bob@gmail.com')('GET', 'colors');
    expect(alice('GET', 'colors').status).toBe(429);
  });
});

test('every call is in the ledger, with operation, account, calendar, status and reason', () => {
  insert();
  alice('GET', `${EVENTS}/nothing123`);
  expect(world.google.world.state.calls).toMatchObject([
    { operation: 'events.insert', method: 'POST', path: '/calendar/v3/calendars/{calendarId}/events', account: 'alice@gmail.com', calendarId: 'alice@gmail.com', status: 200 },
    { operation: 'events.get', eventId: 'nothing123', status: 404, reason: 'notFound' },
  ]);
});

test('the Date header follows the clock, which the control API can push forward', () => {
  world.google.world.state.clockOffset = 60_000;
  expect(alice('GET', 'colors').headers['date']).toBe('Mon, 02 Mar 2026 08:01:00 GMT');
});
