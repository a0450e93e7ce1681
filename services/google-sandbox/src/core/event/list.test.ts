import { beforeEach, describe, expect, test } from 'vitest';
import { expireSyncTokens } from '../control/calendars.ts';
import { hour, testWorld } from '../../testing/core-world.ts';
import type { Answer, Call, TestWorld } from '../../testing/core-world.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com');
  alice = world.as('alice@gmail.com');
});

const insert = (body: object) => alice('POST', EVENTS, { body }).body;
const list = (query: Record<string, string | string[]> = {}): Answer => alice('GET', EVENTS, { query });
const titles = (answer: Answer): string[] => answer.body.items.map((item: { summary?: string; status: string }) => item.summary ?? item.status);
const many = (count: number) => Array.from({ length: count }, (_, n) => insert({ summary: `e${n}`, ...hour((n % 28) + 1, 10) }));

/** All pages of a list. */
function pages(query: Record<string, string>): Answer[] {
  const all: Answer[] = [];
  let pageToken: string | undefined;
  do {
    const answer = list({ ...query, ...(pageToken === undefined ? {} : { pageToken }) });
    all.push(answer);
    pageToken = answer.body.nextPageToken;
  } while (pageToken !== undefined);
  return all;
}

describe('pages', () => {
  test('250 by default, 2500 at most, and the sync token on the last page only', () => {
    many(260);
    const [first, second] = pages({});
    expect(first?.body.items).toHaveLength(250);
    expect(first?.body.nextSyncToken).toBeUndefined();
    expect(second?.body.items).toHaveLength(10);
    expect(second?.body.nextSyncToken).toBeTypeOf('string');
    expect(list({ maxResults: '9999' }).body.items).toHaveLength(260);
    expect(list({ maxResults: '0' }).status).toBe(400);
  });

  test('a change made while paging comes with the next delta, not lost and not doubled', () => {
    const made = many(5);
    const first = list({ maxResults: '3' });
    alice('PATCH', `${EVENTS}/${made[0].id}`, { body: { summary: 'changed behind the pager' } });
    insert({ summary: 'new', ...hour(3, 3) });
    const second = list({ maxResults: '3', pageToken: first.body.nextPageToken });
    const delta = list({ syncToken: second.body.nextSyncToken });
    expect(titles(delta)).toContain('changed behind the pager');
    expect(titles(delta)).toContain('new');
  });

  test('a paged delta repeats the sync token beside the page token', () => {
    const { nextSyncToken } = list().body;
    many(5);
    const read = pages({ syncToken: nextSyncToken, maxResults: '2' });
    expect(read.map((answer) => answer.body.items.length)).toEqual([2, 2, 1]);
    expect(read.flatMap(titles)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    expect(read.at(-1)?.body.nextSyncToken).toBeTypeOf('string');
  });

  test('pages may be smaller than asked for, and the first even empty', () => {
    many(5);
    world.google.world.state.limits = { ...world.google.world.state.limits, eventsPerPage: 2, emptyFirstPage: true };
    const read = pages({ maxResults: '2500' });
    expect(read.map((answer) => answer.body.items.length)).toEqual([0, 2, 2, 1]);
    expect(read.map((answer) => answer.body.nextSyncToken !== undefined)).toEqual([false, false, false, true]);
    insert({ summary: 'new', ...hour(3, 3) });
    expect(pages({ syncToken: read.at(-1)?.body.nextSyncToken }).flatMap(titles)).toEqual(['new']);
  });

  test('a page token of something else is refused', () => {
    expect(list({ pageToken: 'rubbish' })).toMatchObject({ status: 400, reason: 'invalid' });
  });
});

describe('sync tokens', () => {
  test('the token stays the same while nothing changes', () => {
    many(2);
    const token = list().body.nextSyncToken;
    expect(list({ syncToken: token }).body).toMatchObject({ items: [], nextSyncToken: token });
    expect(list().body.nextSyncToken).toBe(token);
  });

  test.each(['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty', 'timeMin', 'timeMax', 'updatedMin'])(
    '%s cannot go with a sync token',
    (name) => {
      const { nextSyncToken } = list().body;
      const value = name.startsWith('time') || name === 'updatedMin' ? '2026-03-01T00:00:00Z' : name.endsWith('Property') ? 'a=b' : 'updated';
      expect(list({ syncToken: nextSyncToken, [name]: value }).status).toBe(400);
    },
  );

  test('showDeleted=false cannot go with a sync token either', () => {
    expect(list({ syncToken: list().body.nextSyncToken, showDeleted: 'false' }).status).toBe(400);
  });

  test('rubbish is 400, a token from before an invalidation or of another calendar is 410', () => {
    const { nextSyncToken } = list().body;
    expect(list({ syncToken: 'garbage' })).toMatchObject({ status: 400, reason: 'invalid' });
    world.account('bob@gmail.com');
    const other = world.as('bob@gmail.com')('GET', EVENTS).body.nextSyncToken;
    expect(list({ syncToken: other })).toMatchObject({ status: 410, reason: 'fullSyncRequired' });
    for (const calendar of world.google.world.state.calendars.values()) expireSyncTokens(calendar);
    expect(list({ syncToken: nextSyncToken })).toMatchObject({ status: 410, reason: 'fullSyncRequired' });
  });

  test('a deleted event is a tombstone of id, status and etag; with showDeleted it keeps its details', () => {
    const { id } = insert({ summary: 'gone', ...hour(10, 10) });
    const { nextSyncToken } = list().body;
    alice('DELETE', `${EVENTS}/${id}`);
    expect(list({ syncToken: nextSyncToken }).body.items).toEqual([{ kind: 'calendar#event', etag: expect.any(String), id, status: 'cancelled' }]);
    expect(list({ syncToken: nextSyncToken, showDeleted: 'true' }).body.items[0]).toMatchObject({ status: 'cancelled', summary: 'gone' });
    expect(list().body.items).toEqual([]);
    expect(list({ showDeleted: 'true' }).body.items[0]).toMatchObject({ status: 'cancelled', summary: 'gone' });
  });

  test('many changes of one event are one line of a delta', () => {
    const { id } = insert({ summary: 'a', ...hour(10, 10) });
    const { nextSyncToken } = list().body;
    for (const summary of ['b', 'c', 'd']) alice('PATCH', `${EVENTS}/${id}`, { body: { summary } });
    expect(titles(list({ syncToken: nextSyncToken }))).toEqual(['d']);
  });

  test('the window of the first read goes on in the token; what left the window is still told', () => {
    const inside = insert({ summary: 'inside', ...hour(10, 10) });
    const token = list({ timeMin: '2026-03-09T00:00:00Z', timeMax: '2026-03-12T00:00:00Z' }).body.nextSyncToken;
    insert({ summary: 'born outside', ...hour(20, 10) });
    insert({ summary: 'born inside', ...hour(11, 10) });
    alice('PATCH', `${EVENTS}/${inside.id}`, { body: hour(25, 10) });
    expect(titles(list({ syncToken: token }))).toEqual(['born inside', 'inside']);
  });

  test('filters that a delta could not keep give no token', () => {
    many(1);
    for (const query of [{ q: 'e0' }, { orderBy: 'updated' }, { iCalUID: 'x' }, { privateExtendedProperty: 'a=b' }]) {
      expect(list(query as Record<string, string>).body.nextSyncToken).toBeUndefined();
    }
  });
});

describe('filters', () => {
  test('timeMin bounds the end and timeMax the start, both exclusively', () => {
    insert({ summary: 'ten', ...hour(10, 10) });
    const seen = (timeMin: string, timeMax: string) => titles(list({ timeMin, timeMax }));
    expect(seen('2026-03-10T11:00:00+01:00', '2026-03-11T00:00:00Z')).toEqual([]);
    expect(seen('2026-03-10T10:59:59+01:00', '2026-03-11T00:00:00Z')).toEqual(['ten']);
    expect(seen('2026-03-09T00:00:00Z', '2026-03-10T10:00:00+01:00')).toEqual([]);
    expect(seen('2026-03-09T00:00:00Z', '2026-03-10T10:00:01+01:00')).toEqual(['ten']);
    expect(list({ timeMin: '2026-03-10T00:00:00Z', timeMax: '2026-03-10T00:00:00Z' })).toMatchObject({ status: 400, reason: 'timeRangeEmpty' });
    expect(list({ timeMin: '2026-03-10T00:00:00' }).status).toBe(400);
  });

  test('by iCalUID, by private property, by words, by type', () => {
    insert({ summary: 'one', iCalUID: 'a@b', ...hour(10, 10) });
    insert({ summary: 'two', location: 'Utrecht', ...hour(10, 10), extendedProperties: { private: { mark: 'x=y' } } });
    insert({ summary: 'three', eventType: 'focusTime', focusTimeProperties: {}, ...hour(10, 10) });
    expect(titles(list({ iCalUID: 'a@b' }))).toEqual(['one']);
    expect(titles(list({ privateExtendedProperty: 'mark=x=y' }))).toEqual(['two']);
    expect(titles(list({ privateExtendedProperty: ['mark=no', 'mark=x=y'] }))).toEqual(['two']);
    expect(titles(list({ q: 'utrecht' }))).toEqual(['two']);
    expect(titles(list({ eventTypes: ['focusTime'] }))).toEqual(['three']);
    expect(list({ privateExtendedProperty: 'nothing' }).status).toBe(400);
  });

  test('updatedMin shows later changes and deletions, and refuses to look back too far', () => {
    const [a, b] = many(2);
    world.advance(60_000);
    const since = new Date(world.google.now()).toISOString();
    alice('DELETE', `${EVENTS}/${a.id}`);
    alice('PATCH', `${EVENTS}/${b.id}`, { body: { summary: 'later' } });
    expect(titles(list({ updatedMin: since })).sort()).toEqual(['cancelled', 'later']);
    expect(list({ updatedMin: '2025-01-01T00:00:00Z' })).toMatchObject({ status: 410, reason: 'updatedMinTooLongAgo' });
  });

  test('orderBy sorts, across pages too; startTime only with single events', () => {
    insert({ summary: 'late', ...hour(20, 10) });
    insert({ summary: 'early', ...hour(5, 10) });
    insert({ summary: 'middle', ...hour(10, 10) });
    expect(list({ orderBy: 'startTime' }).status).toBe(400);
    expect(pages({ orderBy: 'startTime', singleEvents: 'true', maxResults: '2' }).flatMap(titles)).toEqual(['early', 'middle', 'late']);
    expect(titles(list({ orderBy: 'updated' }))).toEqual(['late', 'early', 'middle']);
  });

  test('times come in the zone asked for, else in the calendar’s', () => {
    insert(hour(10, 10));
    expect(list({ timeZone: 'America/New_York' }).body.items[0].start).toEqual({ dateTime: '2026-03-10T05:00:00-04:00', timeZone: 'Europe/Amsterdam' });
    expect(list({ timeZone: 'Nowhere/Here' }).status).toBe(400);
  });

  test('maxAttendees leaves only the reader in and says so', () => {
    insert({ ...hour(10, 10), attendees: ['alice@gmail.com', 'b@x.com', 'c@x.com'].map((email) => ({ email })) });
    const item = list({ maxAttendees: '1' }).body.items[0];
    expect(item.attendeesOmitted).toBe(true);
    expect(item.attendees).toMatchObject([{ email: 'alice@gmail.com', self: true }]);
  });
});

test('2,500 events are one list, quickly', () => {
  world.google.world.state.limits = { ...world.google.world.state.limits, perUserPerMinute: 10_000 };
  many(2500);
  const before = process.cpuUsage();
  const answer = list({ maxResults: '2500' });
  // What it computed, not how long it had to wait for a processor.
  const { user } = process.cpuUsage(before);
  expect(answer.body.items).toHaveLength(2500);
  expect(answer.body.nextSyncToken).toBeTypeOf('string');
  expect(user / 1000).toBeLessThan(2000);
});
