import type { Appointment } from '@portal-sync/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collections } from '../repos/collections.ts';
import { appointments } from '../repos/appointments.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { as, at, NORTH, platform } from '../testing/cast.ts';
import { connect } from '../testing/connect.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { routes } from './routes.ts';

let room: Room;
let appointment: Appointment;
beforeAll(async () => {
  room = await openRoom();
  await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
  appointment = (await room.call(as('hal'), 'POST', '/v1/appointments', { title: 'Massage', when: at(10) })).body as Appointment;
});
afterAll(() => room.close());

const everything = async () => ({
  appointments: await room.store.find(appointments, { index: 'byTime', equals: [NORTH] }),
  calendars: await room.store.find(platformCalendars, { index: 'byAgency', equals: [NORTH] }),
  settings: await room.store.find(syncSettings, { index: 'byUser', equals: [NORTH] }),
  messages: await room.sent(),
});

/** A problem document about a mistake of the caller, that gives nothing away; and nothing happened. */
async function refuses(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<void> {
  const before = await everything();
  const answer = await room.call(platform(), method, url, body, { 'if-match': '*', ...headers });
  const text = JSON.stringify(answer.body ?? null);
  expect([method, url, answer.status >= 400 && answer.status < 500, text]).toEqual([method, url, true, text]);
  expect(answer.headers?.['content-type']).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ type: expect.stringMatching(/^\/problems\/[a-z-]+$/), status: answer.status });
  expect(text).not.toMatch(/\bat .*\.ts|node_modules|SQLITE|ZodError/);
  expect(await everything()).toEqual(before);
}

const WRONG = [null, 1, 'text', [], true, { nonsense: true }];

describe('every route that takes a body', () => {
  const taking = routes.filter((route) => route.body !== undefined && route.who !== 'service');
  test.each(taking.map(({ id }) => id))('%s refuses what is no body of its', async (id) => {
    const route = taking.find((one) => one.id === id)!;
    const url = urlOf(route.path);
    for (const body of WRONG) await refuses(route.method, url, body);
    for (const text of ['{', '{"a":}', '', '\u0000', '{"__proto__":{"x":1}}', '[[[[[[[[']) await refuses(route.method, url, text);
    await refuses(route.method, url, JSON.stringify({ title: 'x'.repeat(200_000) }));
    await refuses(route.method, url, '{}', { 'content-type': 'text/plain' });
  });
});

const urlOf = (path: string): string =>
  path.replace('{appointmentId}', appointment.id).replace('{connectionId}', 'north-hal-k').replace('{calendarId}', appointment.calendarId).replace('{externalId}', 'new-1').replace(/\{\w+\}/g, 'x');

describe('every route with an id in its path', () => {
  const named = routes.filter((route) => /\{/.test(route.path) && route.who !== 'service');
  test.each(named.map(({ id }) => id))('%s finds nothing behind an id that is none', async (id) => {
    const route = named.find((one) => one.id === id)!;
    const hostile = ['%00', '..%2F..%2Fetc', 'a%20b', 'x'.repeat(300), '%F0%9F%98%80', "';DROP", '%E0%A4%A'];
    for (const value of hostile) {
      if (route.path.includes('{externalId}') && value === "';DROP") continue;
      await refuses(route.method, route.path.replace(/\{\w+\}/g, value), route.body === undefined ? undefined : {});
    }
  });
});

describe('every list', () => {
  const lists = routes.filter((route) => route.method === 'GET' && route.query !== undefined && route.who !== 'service');
  test.each(lists.map(({ id }) => id))('%s refuses a query that is none', async (id) => {
    const route = lists.find((one) => one.id === id)!;
    for (const query of ['unknown=1', 'limit=-1', 'limit=1e9', 'limit=x', 'cursor=%00', 'cursor=e30', 'connectionId=a%2Fb', 'from=now', 'userId=', 'state=odd', 'act=odd', 'limit=1&limit=2']) {
      const given = route.path === '/v1/google-calendars' && !query.startsWith('connectionId') ? `${query}&connectionId=north-hal-k` : query;
      await refuses('GET', `${urlOf(route.path)}?${given}`);
    }
  });
});

describe('values of an appointment', () => {
  const timed = (start: string, end = at(11).end, zone = 'Europe/Amsterdam') => ({ when: { start, end, zone } });
  const BAD: readonly [string, object][] = [
    ['a title that is no text', { title: 7 }],
    ['a title without end', { title: 'x'.repeat(501) }],
    ['an end before the start', timed(at(11).end, at(9).start)],
    ['an end at the start', timed(at(10).start, at(10).start)],
    ['a time without offset', timed('2026-03-02T10:00:00')],
    ['an offset that no place has', timed('2026-03-02T10:00:00+99:99')],
    ['a day that does not exist', timed('2026-02-30T10:00:00+01:00')],
    ['an hour that does not exist', timed('2026-03-02T25:00:00+01:00')],
    ['a zone that does not exist', timed(at(10).start, at(10).end, 'Mars/Olympus')],
    ['both kinds of when', { when: { ...at(10), allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' } }],
    ['whole days that end before they begin', { when: { allDay: true, from: '2026-03-03', toExclusive: '2026-03-02' } }],
    ['whole days that do not exist', { when: { allDay: true, from: '2026-02-30', toExclusive: '2026-03-02' } }],
    ['a day of the year 300000', { when: { allDay: true, from: '+300000-01-01', toExclusive: '+300000-01-02' } }],
    ['a guest without an address', { guests: [{ name: 'x' }] }],
    ['a guest who is no address', { guests: [{ address: 'no address' }] }],
    ['too many guests', { guests: Array.from({ length: 201 }, (_, n) => ({ address: `g${n}@x.example` })) }],
    ['a status nobody knows', { status: 'maybe' }],
    ['a field of ours', { version: 9 }],
    ['another agency', { agencyId: 'south' }],
    ['who booked it', { bookedBy: 'google' }],
    ['an id that is none', { hostUserId: 'a b' }],
    ['a recurrence, which edits do not take yet', { recurrence: ['RRULE:FREQ=DAILY'] }],
  ];
  test.each(BAD)('%s', async (_name, body) => {
    await refuses('POST', '/v1/appointments', { title: 'x', when: at(10), hostUserId: 'hal', ...body });
    await refuses('PATCH', `/v1/appointments/${appointment.id}`, body);
    await refuses('PUT', '/v1/appointments/by-external-id/new-1', { title: 'x', when: at(10), hostUserId: 'hal', ...body });
  });

  test('a booking only if free is refused until it is served', async () => {
    await refuses('POST', '/v1/appointments', { title: 'x', when: at(10), hostUserId: 'hal', ifFree: true });
  });

  const GOOD: readonly [string, object][] = [
    ['a night that turns the clock', { when: { start: '2026-03-29T01:30:00+01:00', end: '2026-03-29T03:30:00+02:00', zone: 'Europe/Amsterdam' } }],
    ['1969 and 2038', { when: { start: '1969-12-31T23:00:00Z', end: '2038-01-20T00:00:00Z', zone: 'UTC' } }],
    ['the last day of time', { when: { allDay: true, from: '9999-12-30', toExclusive: '9999-12-31' } }],
    ['letters of every kind', { title: 'Żółć 👩🏽‍🎤 שלום \u202e' }],
    ['half a letter', { title: '\ud83d' }],
  ];
  test.each(GOOD)('taken: %s', async (_name, body) => {
    expect(await room.call(platform(), 'POST', '/v1/appointments', { title: 'x', when: at(10), hostUserId: 'hal', ...body })).toMatchObject({ status: 201 });
  });
});

test('a knock at Google’s door with a body is refused before it is read; without one every knock sounds the same', async () => {
  for (const body of ['x'.repeat(100), { a: 1 }, 'x'.repeat(10_000_000)]) {
    expect(await room.call({ kind: 'anyone' }, 'POST', '/google/notifications', body)).toMatchObject({ status: 400 });
  }
  const knocks = [{}, { 'x-goog-channel-id': 'x'.repeat(10_000) }, { 'x-goog-channel-id': 'c1', 'x-goog-channel-token': '\u0000' }, { 'x-goog-message-number': '-1' }];
  for (const headers of knocks) expect(await room.call({ kind: 'anyone' }, 'POST', '/google/notifications', undefined, headers as Record<string, string>)).toEqual({ status: 200 });
});

test('collections are declared once each', () => {
  const names = collections.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
