import { beforeEach, describe, expect, test } from 'vitest';
import { at, hour, testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';
const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
const inZone = { start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00') };

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com', { calendars: [{ id: 'team@group.calendar.google.com', summary: 'Team' }] });
  alice = world.as('alice@gmail.com');
});

const insert = (body: object, query: Record<string, string> = {}) => alice('POST', EVENTS, { body, query });
const patch = (id: string, body: object, more: { headers?: Record<string, string>; query?: Record<string, string> } = {}) =>
  alice('PATCH', `${EVENTS}/${id}`, { body, ...more });

describe('insert', () => {
  test('an event gets a base32hex id, an iCalUID made of it, and an etag of twice its microseconds', () => {
    const { body } = insert({ summary: 'A', ...hour(10, 10) });
    expect(body.id).toMatch(/^[a-v0-9]{26}$/);
    expect(body.iCalUID).toBe(`${body.id}@google.com`);
    const micros = Number(body.etag.slice(1, -1)) / 2;
    expect(Number.isInteger(micros)).toBe(true);
    expect(new Date(Math.floor(micros / 1000)).toISOString()).toBe(body.updated);
    expect(body).toMatchObject({ status: 'confirmed', eventType: 'default', sequence: 0, reminders: { useDefault: true } });
    expect(body).toMatchObject({ organizer: { email: 'alice@gmail.com', self: true }, creator: { email: 'alice@gmail.com', self: true } });
    expect(body.start).toEqual({ dateTime: '2026-03-10T10:00:00+01:00', timeZone: 'Europe/Amsterdam' });
  });

  test('no two changes share an etag, even in one millisecond', () => {
    const tags = [1, 2, 3].map(() => insert(hour(10, 10)).body.etag);
    expect(new Set(tags).size).toBe(3);
  });

  test.each([
    ['an id with w, x, y or z', { id: 'wxyz12345', ...hour(1, 1) }, 400, 'invalid'],
    ['an id that is too short', { id: 'abc1', ...hour(1, 1) }, 400, 'invalid'],
    ['no end', { start: hour(1, 1).start }, 400, 'required'],
    ['no start', { end: hour(1, 1).end }, 400, 'required'],
    ['an end before the start', at('2026-03-10T10:00:00Z', '2026-03-10T09:00:00Z'), 400, 'timeRangeEmpty'],
    ['no length at all', at('2026-03-10T10:00:00Z', '2026-03-10T10:00:00Z'), 400, 'timeRangeEmpty'],
    ['a date and a dateTime', { start: { date: '2026-03-10', dateTime: '2026-03-10T10:00:00Z' }, end: { date: '2026-03-11' } }, 400, 'invalid'],
    ['a date against a dateTime', { start: { date: '2026-03-10' }, end: { dateTime: '2026-03-11T10:00:00Z' } }, 400, 'invalid'],
    ['a time without offset or zone', at('2026-03-10T10:00:00', '2026-03-10T11:00:00'), 400, 'required'],
    ['an unknown zone', { start: { dateTime: '2026-03-10T10:00:00', timeZone: 'Mars/Olympus' }, end: hour(11, 1).end }, 400, 'invalid'],
    ['a series without a zone', { ...hour(10, 10), recurrence: ['RRULE:FREQ=DAILY'] }, 400, 'required'],
    ['a recurrence line that is none', { ...inZone, recurrence: ['DTSTART:20260310'] }, 400, 'invalid'],
    ['a guest without an address', { ...hour(10, 10), attendees: [{ displayName: 'x' }] }, 400, 'invalid'],
    ['a member of the wrong type', { ...hour(10, 10), summary: 5 }, 400, 'invalid'],
    ['six reminders', { ...hour(10, 10), reminders: { overrides: Array(6).fill({ method: 'popup', minutes: 1 }) } }, 400, 'invalid'],
    ['a source that is no web address', { ...hour(10, 10), source: { url: 'ftp://x', title: 'x' } }, 400, 'invalid'],
    ['colour 12', { ...hour(10, 10), colorId: '12' }, 400, 'invalid'],
  ])('%s is refused', (_, body, status, reason) => {
    expect(insert(body)).toMatchObject({ status, reason });
  });

  test('an unknown member is ignored', () => {
    expect(insert({ ...hour(10, 10), nonsense: true }).status).toBe(200);
  });

  test('an id or iCalUID that the calendar holds or held is refused', () => {
    insert({ id: 'taken12345', iCalUID: undefined, ...hour(10, 10) });
    insert({ iCalUID: 'uid@elsewhere', ...hour(10, 10) });
    expect(insert({ id: 'taken12345', ...hour(11, 10) })).toMatchObject({ status: 409, reason: 'duplicate' });
    expect(insert({ iCalUID: 'uid@elsewhere', ...hour(11, 10) })).toMatchObject({ status: 409, reason: 'duplicate' });
    alice('DELETE', `${EVENTS}/taken12345`);
    expect(insert({ id: 'taken12345', ...hour(11, 10) })).toMatchObject({ status: 409, reason: 'duplicate' });
  });

  test('all-day events keep their dates and end exclusively', () => {
    const { body } = insert({ start: { date: '2026-03-10' }, end: { date: '2026-03-12' } });
    expect([body.start, body.end]).toEqual([{ date: '2026-03-10' }, { date: '2026-03-12' }]);
    expect(insert({ start: { date: '2026-03-10' }, end: { date: '2026-03-10' } }).reason).toBe('timeRangeEmpty');
  });

  test('extended properties: long keys are dropped, long values cut, too many refused', () => {
    const { body } = insert({ ...hour(10, 10), extendedProperties: { private: { ['k'.repeat(45)]: 'x', ok: 'v'.repeat(1100) } } });
    expect(Object.keys(body.extendedProperties.private)).toEqual(['ok']);
    expect(body.extendedProperties.private.ok).toHaveLength(1024);
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`k${n}`, 'v']));
    expect(insert({ ...hour(10, 10), extendedProperties: { shared: many } }).status).toBe(400);
  });

  test('a Meet link comes with version 1 and is silently left out without', () => {
    const conferenceData = { createRequest: { requestId: 'one', conferenceSolutionKey: { type: 'hangoutsMeet' } } };
    expect(insert({ ...hour(10, 10), conferenceData }).body.conferenceData).toBeUndefined();
    const { body } = insert({ ...hour(10, 10), conferenceData }, { conferenceDataVersion: '1' });
    expect(body.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(body.conferenceData.createRequest.status.statusCode).toBe('success');
    expect(patch(body.id, { summary: 'x' }).body.hangoutLink).toBe(body.hangoutLink);
    expect(patch(body.id, { conferenceData: null }).body.hangoutLink).toBe(body.hangoutLink);
    expect(patch(body.id, { conferenceData: null }, { query: { conferenceDataVersion: '1' } }).body.hangoutLink).toBeUndefined();
  });

  test.each([
    [{ eventType: 'fromGmail', ...hour(10, 10) }],
    [{ eventType: 'birthday', ...hour(10, 10) }],
    [{ eventType: 'focusTime', start: { date: '2026-03-10' }, end: { date: '2026-03-11' } }],
    [{ eventType: 'workingLocation', ...hour(10, 10) }],
    [{ eventType: 'party', ...hour(10, 10) }],
  ])('the restrictions of event types hold: %j', (body) => {
    expect(insert(body)).toMatchObject({ status: 400, reason: 'eventTypeRestriction' });
  });

  test('special events live on primary calendars only and never change their type', () => {
    const focus = { eventType: 'focusTime', focusTimeProperties: { chatStatus: 'doNotDisturb' }, ...hour(10, 10) };
    const { body } = insert(focus);
    expect(body).toMatchObject({ eventType: 'focusTime' });
    expect(patch(body.id, { eventType: 'default' }).reason).toBe('eventTypeRestriction');
    expect(alice('POST', 'calendars/team%40group.calendar.google.com/events', { body: focus }).reason).toBe('eventTypeRestriction');
  });
});

describe('patch and update', () => {
  test('patch merges objects, replaces arrays and removes by null', () => {
    const { body } = insert({
      summary: 'A', description: 'long', location: 'here', ...hour(10, 10),
      attendees: [{ email: 'a@x.com' }, { email: 'b@x.com' }],
      extendedProperties: { private: { one: '1', two: '2' } },
    });
    const changed = patch(body.id, { description: null, attendees: [{ email: 'c@x.com' }], extendedProperties: { private: { one: null, three: '3' } } }).body;
    expect(changed).toMatchObject({ summary: 'A', location: 'here', extendedProperties: { private: { two: '2', three: '3' } } });
    expect(changed.description).toBeUndefined();
    expect(changed.extendedProperties.private.one).toBeUndefined();
    expect(changed.attendees.map((row: { email: string }) => row.email)).toEqual(['c@x.com']);
  });

  test('from timed to all-day needs explicit nulls', () => {
    const { body } = insert(hour(10, 10));
    expect(patch(body.id, { start: { date: '2026-03-10' }, end: { date: '2026-03-11' } })).toMatchObject({ status: 400 });
    const nulled = { start: { date: '2026-03-10', dateTime: null, timeZone: null }, end: { date: '2026-03-11', dateTime: null, timeZone: null } };
    expect(patch(body.id, nulled).body.start).toEqual({ date: '2026-03-10' });
  });

  test('a new time counts the sequence up, a new title does not; a lower sequence is refused', () => {
    const { body } = insert(hour(10, 10));
    expect(patch(body.id, { summary: 'x' }).body.sequence).toBe(0);
    const moved = patch(body.id, hour(10, 12)).body;
    expect(moved.sequence).toBe(1);
    expect(alice('PUT', `${EVENTS}/${body.id}`, { body: { ...moved, sequence: 0 } }).status).toBe(400);
    expect(alice('PUT', `${EVENTS}/${body.id}`, { body: moved }).body.sequence).toBe(1);
  });

  test('update replaces the whole: what is not sent is gone', () => {
    const { body } = insert({ summary: 'A', description: 'long', attendees: [{ email: 'a@x.com' }], ...hour(10, 10), extendedProperties: { private: { a: '1' } } });
    const put = alice('PUT', `${EVENTS}/${body.id}`, { body: { summary: 'B', ...hour(10, 10) } }).body;
    expect(put).toMatchObject({ summary: 'B', iCalUID: body.iCalUID });
    expect(put.description ?? put.attendees ?? put.extendedProperties).toBeUndefined();
  });

  test('If-Match refuses a stale etag on patch, update, delete and move, and * forces', () => {
    const { body } = insert(hour(10, 10));
    const stale = { headers: { 'if-match': body.etag } };
    patch(body.id, { summary: 'newer' });
    expect(patch(body.id, { summary: 'x' }, stale)).toMatchObject({ status: 412, reason: 'conditionNotMet' });
    expect(alice('PUT', `${EVENTS}/${body.id}`, { body: hour(1, 1), ...stale }).status).toBe(412);
    expect(alice('DELETE', `${EVENTS}/${body.id}`, stale).status).toBe(412);
    expect(alice('POST', `${EVENTS}/${body.id}/move`, { query: { destination: 'team@group.calendar.google.com' }, ...stale }).status).toBe(412);
    expect(patch(body.id, { summary: 'forced' }, { headers: { 'if-match': '*' } }).status).toBe(200);
  });

  test('If-None-Match answers 304 without a body while nothing changed', () => {
    const { body } = insert(hour(10, 10));
    const same = alice('GET', `${EVENTS}/${body.id}`, { headers: { 'if-none-match': body.etag } });
    expect(same).toMatchObject({ status: 304, body: undefined });
    patch(body.id, { summary: 'x' });
    expect(alice('GET', `${EVENTS}/${body.id}`, { headers: { 'if-none-match': body.etag } }).status).toBe(200);
  });

  test('a patch that changes nothing moves no etag', () => {
    const { body } = insert({ summary: 'A', ...hour(10, 10) });
    expect(patch(body.id, { summary: 'A' }).body.etag).toBe(body.etag);
  });

  test('reminders move the etag but not `updated`', () => {
    const { body } = insert(hour(10, 10));
    world.advance(5000);
    const changed = patch(body.id, { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } }).body;
    expect(changed.etag).not.toBe(body.etag);
    expect(changed.updated).toBe(body.updated);
  });
});

describe('delete and move', () => {
  test('delete answers 204 once and 410 after; get still shows the details; patch brings it back', () => {
    const { body } = insert({ summary: 'A', ...hour(10, 10) });
    expect(alice('DELETE', `${EVENTS}/${body.id}`)).toMatchObject({ status: 204, body: undefined });
    expect(alice('DELETE', `${EVENTS}/${body.id}`)).toMatchObject({ status: 410, reason: 'deleted' });
    expect(alice('GET', `${EVENTS}/${body.id}`).body).toMatchObject({ status: 'cancelled', summary: 'A' });
    expect(patch(body.id, { status: 'confirmed' }).body).toMatchObject({ status: 'confirmed', summary: 'A' });
  });

  test('a patch to cancelled deletes', () => {
    const { body } = insert(hour(10, 10));
    expect(patch(body.id, { status: 'cancelled' }).body.status).toBe('cancelled');
    expect(alice('DELETE', `${EVENTS}/${body.id}`).status).toBe(410);
  });

  test('move keeps the id, changes the organizer, answers cancelled, leaves a bare tombstone, and can go back', () => {
    const { body } = insert({ summary: 'A', ...hour(10, 10) });
    const before = alice('GET', EVENTS).body.nextSyncToken;
    const team = 'calendars/team%40group.calendar.google.com/events';
    const moved = alice('POST', `${EVENTS}/${body.id}/move`, { query: { destination: 'team@group.calendar.google.com' } }).body;
    expect(moved).toMatchObject({ id: body.id, status: 'cancelled' });
    expect(alice('GET', `${team}/${body.id}`).body).toMatchObject({
      summary: 'A', status: 'confirmed', organizer: { email: 'team@group.calendar.google.com', displayName: 'Team', self: true },
    });
    expect(alice('GET', `${EVENTS}/${body.id}`).body).toEqual({ kind: 'calendar#event', id: body.id, status: 'cancelled', etag: expect.any(String) });
    expect(alice('GET', EVENTS, { query: { syncToken: before } }).body.items).toMatchObject([{ id: body.id, status: 'cancelled' }]);
    alice('POST', `${team}/${body.id}/move`, { query: { destination: 'alice@gmail.com' } });
    expect(alice('GET', `${EVENTS}/${body.id}`).body).toMatchObject({ summary: 'A', status: 'confirmed' });
  });

  test('import updates the event of the same iCalUID and tells nobody', () => {
    const body = { iCalUID: 'x@other', organizer: { email: 'out@side.com' }, attendees: [{ email: 'alice@gmail.com' }], ...hour(10, 10) };
    const first = alice('POST', `${EVENTS}/import`, { body }).body;
    const second = alice('POST', `${EVENTS}/import`, { body: { ...body, summary: 'again' } }).body;
    expect(second).toMatchObject({ id: first.id, summary: 'again', organizer: { email: 'out@side.com' } });
    expect(alice('POST', `${EVENTS}/import`, { body: hour(10, 10) })).toMatchObject({ status: 400, reason: 'required' });
    expect(world.google.world.state.mails).toEqual([]);
  });
});
