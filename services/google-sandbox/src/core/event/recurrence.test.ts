import { beforeEach, describe, expect, test } from 'vitest';
import { testWorld } from '../../testing/core-world.ts';
import type { Answer, Call, TestWorld } from '../../testing/core-world.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';
const ZONE = 'Europe/Amsterdam';

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com');
  alice = world.as('alice@gmail.com');
});

const zoned = (dateTime: string, timeZone = ZONE) => ({ dateTime, timeZone });
const series = (rule: string, more: object = {}) =>
  alice('POST', EVENTS, {
    body: { summary: 'S', start: zoned('2026-03-23T09:00:00'), end: zoned('2026-03-23T10:00:00'), recurrence: [rule].flatMap((line) => line.split('\n')), ...more },
  }).body;
const list = (query: Record<string, string> = {}): Answer => alice('GET', EVENTS, { query });
const starts = (answer: Answer): string[] => answer.body.items.map((item: { start?: { dateTime?: string; date?: string } }) => item.start?.dateTime ?? item.start?.date ?? '-');
const ids = (answer: Answer): string[] => answer.body.items.map((item: { id: string }) => item.id);
const WINDOW = { singleEvents: 'true', orderBy: 'startTime', timeMin: '2026-03-01T00:00:00Z', timeMax: '2026-05-01T00:00:00Z' };

describe('expansion', () => {
  test('the wall clock is kept over the start of summer time, ids are the original start in UTC (F01, F16)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    const answer = list(WINDOW);
    expect(starts(answer)).toEqual(['2026-03-23T09:00:00+01:00', '2026-03-30T09:00:00+02:00', '2026-04-06T09:00:00+02:00']);
    expect(ids(answer)).toEqual([`${id}_20260323T080000Z`, `${id}_20260330T070000Z`, `${id}_20260406T070000Z`]);
    expect(answer.body.items[1]).toMatchObject({ recurringEventId: id, originalStartTime: { dateTime: '2026-03-30T09:00:00+02:00', timeZone: ZONE } });
    expect(answer.body.items[1].recurrence).toBeUndefined();
  });

  test('all-day series have date stamps', () => {
    const { id } = series('RRULE:FREQ=DAILY;COUNT=2', { start: { date: '2026-03-23' }, end: { date: '2026-03-24' } });
    expect(ids(list(WINDOW))).toEqual([`${id}_20260323`, `${id}_20260324`]);
  });

  test.each([
    ['UNTIL in UTC', 'RRULE:FREQ=DAILY;UNTIL=20260325T080000Z', 3],
    ['UNTIL as a date in a timed series', 'RRULE:FREQ=DAILY;UNTIL=20260325', 3],
    ['EXDATE in the zone', 'RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Amsterdam:20260324T090000', 2],
    ['EXDATE in UTC, two in a line', 'RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260324T080000Z,20260325T080000Z', 2],
    ['EXDATE as a date', 'RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260324', 2],
    ['RDATE alone', 'RDATE;TZID=Europe/Amsterdam:20260325T090000,20260327T090000', 2],
    ['RDATE beside a rule', 'RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20260324T080000Z', 3],
    ['EXRULE', 'RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2', 2],
    ['the last Monday of the month', 'RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2', 3],
  ])('%s', (_, rule, count) => {
    series(rule);
    expect(list(WINDOW).body.items).toHaveLength(count);
  });

  test('an endless rule stops at the window, and without one at a horizon', () => {
    series('RRULE:FREQ=DAILY');
    expect(list({ ...WINDOW, timeMax: '2026-04-02T00:00:00Z' }).body.items).toHaveLength(10);
    expect(list({ singleEvents: 'true', maxResults: '2500' }).body.items.length).toBeLessThan(2000);
  });

  test('occurrences page without loss', () => {
    series('RRULE:FREQ=DAILY;COUNT=5');
    const first = list({ singleEvents: 'true', maxResults: '3' });
    const second = list({ singleEvents: 'true', maxResults: '3', pageToken: first.body.nextPageToken });
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(5);
    expect(second.body.nextSyncToken).toBeTypeOf('string');
  });

  test('a master shows in a window that one of its occurrences touches, and only there', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(ids(list({ timeMin: '2026-04-01T00:00:00Z', timeMax: '2026-04-10T00:00:00Z' }))).toEqual([id]);
    expect(ids(list({ timeMin: '2026-05-01T00:00:00Z' }))).toEqual([]);
  });
});

describe('one occurrence', () => {
  test('get works on an occurrence that has no row; one that the series has not is 404', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(alice('GET', `${EVENTS}/${id}_20260330T070000Z`).body).toMatchObject({ recurringEventId: id, summary: 'S' });
    expect(alice('GET', `${EVENTS}/${id}_20260331T070000Z`).status).toBe(404);
  });

  test('a moved occurrence keeps its original start as its identity, and takes later changes of the series it did not override (F04, F06)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    const one = `${id}_20260330T070000Z`;
    const moved = alice('PATCH', `${EVENTS}/${one}`, {
      body: { summary: 'Mine', start: zoned('2026-03-31T15:00:00'), end: zoned('2026-03-31T16:00:00') },
    }).body;
    expect(moved).toMatchObject({ id: one, recurringEventId: id, summary: 'Mine', sequence: 1, originalStartTime: { dateTime: '2026-03-30T09:00:00+02:00' } });
    expect(starts(list(WINDOW))).toEqual(['2026-03-23T09:00:00+01:00', '2026-03-31T15:00:00+02:00', '2026-04-06T09:00:00+02:00']);
    alice('PATCH', `${EVENTS}/${id}`, { body: { summary: 'All', location: 'There' } });
    expect(alice('GET', `${EVENTS}/${one}`).body).toMatchObject({ summary: 'Mine', location: 'There', start: { dateTime: '2026-03-31T15:00:00+02:00' } });
  });

  test('deleting an occurrence cancels it alone, twice is 410, and a patch revives it (F02)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    const one = `${id}_20260330T070000Z`;
    expect(alice('DELETE', `${EVENTS}/${one}`).status).toBe(204);
    expect(alice('DELETE', `${EVENTS}/${one}`).status).toBe(410);
    expect(list(WINDOW).body.items).toHaveLength(2);
    expect(list({ ...WINDOW, showDeleted: 'true' }).body.items).toHaveLength(3);
    alice('PATCH', `${EVENTS}/${one}`, { body: { status: 'confirmed' } });
    expect(list(WINDOW).body.items).toHaveLength(3);
  });

  test('deleting an exception cancels the occurrence; it does not go back to the series', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    const one = `${id}_20260330T070000Z`;
    alice('PATCH', `${EVENTS}/${one}`, { body: { summary: 'Mine' } });
    alice('DELETE', `${EVENTS}/${one}`);
    expect(alice('GET', `${EVENTS}/${one}`).body.status).toBe('cancelled');
    expect(list(WINDOW).body.items).toHaveLength(2);
  });

  test('recurrence may not be named on an occurrence, not even as null', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(alice('PATCH', `${EVENTS}/${id}_20260330T070000Z`, { body: { recurrence: null } }).status).toBe(400);
  });
});

describe('a series in lists and deltas', () => {
  test('any change shows the master and all exceptions again, under one etag', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    alice('PATCH', `${EVENTS}/${id}_20260330T070000Z`, { body: { summary: 'Mine' } });
    const { nextSyncToken } = list().body;
    alice('DELETE', `${EVENTS}/${id}_20260406T070000Z`);
    const { items } = list({ syncToken: nextSyncToken }).body;
    expect(items.map((item: { id: string }) => item.id).sort()).toEqual([id, `${id}_20260330T070000Z`, `${id}_20260406T070000Z`]);
    expect(new Set(items.filter((item: { etag?: string }) => item.etag).map((item: { etag: string }) => item.etag)).size).toBe(1);
  });

  test('a cancelled occurrence is bare in a delta, and named by its series in a full list', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    const { nextSyncToken } = list().body;
    const one = `${id}_20260330T070000Z`;
    alice('DELETE', `${EVENTS}/${one}`);
    const inDelta = () => list({ syncToken: nextSyncToken }).body.items.find((item: { id: string }) => item.id === one);
    expect(inDelta()).toEqual({ id: one, status: 'cancelled' });
    const inFull = list().body.items.find((item: { id: string }) => item.id === one);
    expect(inFull).toMatchObject({ status: 'cancelled', recurringEventId: id, originalStartTime: { dateTime: '2026-03-30T09:00:00+02:00' } });
    expect(inFull.summary ?? inFull.start).toBeUndefined();
    world.google.world.state.limits = { ...world.google.world.state.limits, sparseCancelledInstances: false };
    expect(inDelta()).toMatchObject({ recurringEventId: id });
  });

  test('a deleted series takes its exceptions with it, and brings them back', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    alice('PATCH', `${EVENTS}/${id}_20260330T070000Z`, { body: { summary: 'Mine' } });
    alice('DELETE', `${EVENTS}/${id}`);
    expect(list().body.items).toEqual([]);
    expect(list(WINDOW).body.items).toEqual([]);
    alice('PATCH', `${EVENTS}/${id}`, { body: { status: 'confirmed' } });
    expect(list(WINDOW).body.items.map((item: { summary: string }) => item.summary)).toEqual(['S', 'Mine', 'S']);
  });

  test('a series moved to another hour takes its exceptions and cancelled occurrences along (F27)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY;COUNT=3');
    alice('PATCH', `${EVENTS}/${id}_20260330T070000Z`, { body: { summary: 'Mine' } });
    alice('DELETE', `${EVENTS}/${id}_20260406T070000Z`);
    alice('PATCH', `${EVENTS}/${id}`, { body: { start: zoned('2026-03-23T11:00:00'), end: zoned('2026-03-23T12:00:00') } });
    const { items } = list(WINDOW).body;
    expect(items.map((item: { id: string; summary: string }) => [item.id, item.summary])).toEqual([
      [`${id}_20260323T100000Z`, 'S'],
      [`${id}_20260330T090000Z`, 'Mine'],
    ]);
  });

  test('a rule trimmed before an exception drops it (this and following)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY');
    alice('PATCH', `${EVENTS}/${id}_20260406T070000Z`, { body: { summary: 'Mine' } });
    alice('PATCH', `${EVENTS}/${id}`, { body: { recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20260404T215959Z'] } });
    expect(list(WINDOW).body.items).toHaveLength(2);
    expect(alice('GET', `${EVENTS}/${id}_20260406T070000Z`).body.status).toBe('cancelled');
  });

  test('recurrence null makes a series a single event (F22)', () => {
    const { id } = series('RRULE:FREQ=WEEKLY');
    alice('PATCH', `${EVENTS}/${id}_20260406T070000Z`, { body: { summary: 'Mine' } });
    alice('PATCH', `${EVENTS}/${id}`, { body: { recurrence: null } });
    expect(ids(list(WINDOW))).toEqual([id]);
  });

  test('as single events, a delta tells of occurrences that a change took away', () => {
    const { id } = series('RRULE:FREQ=DAILY;COUNT=3');
    const { nextSyncToken } = list({ singleEvents: 'true' }).body;
    alice('PATCH', `${EVENTS}/${id}`, { body: { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] } });
    const { items } = list({ singleEvents: 'true', syncToken: nextSyncToken }).body;
    expect(items.map((item: { status: string }) => item.status)).toEqual(['confirmed', 'confirmed', 'cancelled']);
  });
});

describe('instances', () => {
  test('gives the occurrences, cancelled ones on request, with inclusive timeMin, paged', () => {
    const { id } = series('RRULE:FREQ=DAILY;COUNT=4');
    alice('DELETE', `${EVENTS}/${id}_20260324T080000Z`);
    const instances = (query: Record<string, string> = {}) => alice('GET', `${EVENTS}/${id}/instances`, { query });
    expect(instances().body.items).toHaveLength(3);
    expect(instances({ showDeleted: 'true' }).body.items).toHaveLength(4);
    expect(instances({ timeMin: '2026-03-26T09:00:00Z' }).body.items).toHaveLength(1);
    const page = instances({ maxResults: '2' });
    expect(page.body.items).toHaveLength(2);
    expect(instances({ maxResults: '2', pageToken: page.body.nextPageToken }).body.items).toHaveLength(1);
  });

  test('takes an instance id, empty when that one is cancelled, and filters by original start', () => {
    const { id } = series('RRULE:FREQ=DAILY;COUNT=4');
    const one = `${id}_20260324T080000Z`;
    expect(ids(alice('GET', `${EVENTS}/${one}/instances`))).toEqual([one]);
    expect(ids(alice('GET', `${EVENTS}/${id}/instances`, { query: { originalStart: '2026-03-24T09:00:00+01:00' } }))).toEqual([one]);
    alice('DELETE', `${EVENTS}/${one}`);
    expect(alice('GET', `${EVENTS}/${one}/instances`).body.items).toEqual([]);
  });
});
