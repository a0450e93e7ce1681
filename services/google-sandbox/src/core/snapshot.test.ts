import { expect, test } from 'vitest';
import { hour, seeded, testWorld, START } from '../testing/core-world.ts';
import { createGoogle } from './google.ts';

const EVENTS = '/calendar/v3/calendars/primary/events';

test('a restored Google goes on where the first stopped: events, series, tokens, channels, mails, sync tokens, page tokens', () => {
  const world = testWorld();
  world.account('alice@gmail.com');
  world.account('bob@gmail.com');
  const alice = world.as('alice@gmail.com');
  const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
  alice('POST', 'calendars/primary/events', {
    body: { summary: 'S', start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'], attendees: [{ email: 'bob@gmail.com' }] },
    query: { sendUpdates: 'all' },
  });
  const { id } = alice('POST', 'calendars/primary/events', { body: hour(11, 12) }).body;
  alice('POST', 'calendars/primary/events/watch', { body: { id: 'c', type: 'web_hook', address: 'https://a.example/n' } });
  const listed = alice('GET', 'calendars/primary/events').body;
  const page = alice('GET', 'calendars/primary/events', { query: { maxResults: '1' } }).body.nextPageToken;
  const authorization = `Bearer ${[...world.google.world.state.tokens.values()][0]?.token}`;

  const second = createGoogle({ now: () => START + 1000, random: seeded(9) });
  second.restore(world.google.snapshot());
  const ask = (query: Record<string, string>) => second.handle({ method: 'GET', path: EVENTS, query, headers: { authorization } });
  expect(JSON.parse(JSON.stringify(ask({}).body))).toEqual(listed);
  expect(ask({ syncToken: listed.nextSyncToken }).body).toMatchObject({ items: [], nextSyncToken: listed.nextSyncToken });
  expect(ask({ pageToken: page, maxResults: '1' }).body).toMatchObject({ items: [{ id }] });
  expect(second.world.state.mails).toHaveLength(1);
  expect(second.takeOutgoing().map((delivery) => delivery.headers['x-goog-resource-state'])).toEqual(['sync']);
  second.handle({ method: 'PATCH', path: `${EVENTS}/${id}`, headers: { authorization }, body: { summary: 'after' } });
  expect(ask({ syncToken: listed.nextSyncToken }).body).toMatchObject({ items: [{ id, summary: 'after' }] });
  expect(second.snapshot()).not.toBe(world.google.snapshot());
});

test('a save after one change writes only the changed calendar anew', () => {
  const world = testWorld({ limits: { perUserPerMinute: 100_000, perProjectPerMinute: 100_000 } });
  for (const name of ['alice', 'bob']) {
    world.account(`${name}@gmail.com`);
    const call = world.as(`${name}@gmail.com`);
    for (let n = 0; n < 2000; n += 1) call('POST', 'calendars/primary/events', { body: { summary: `e${n}`, ...hour((n % 28) + 1, n % 20) } });
  }
  // What is computed, not how long it waits for a processor; the best of five, since memory may be tidied up in between.
  const cost = (run: () => void) => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user;
  };
  const first = cost(() => world.google.snapshot());
  const again = Math.min(...Array.from({ length: 5 }, () => cost(() => world.google.snapshot())));
  expect(again).toBeLessThan(first);
});

test('a text that is no snapshot is refused in one plain sentence', () => {
  const google = createGoogle({ now: () => 0, random: seeded(1) });
  expect(() => google.restore('{broken')).toThrow('it is not JSON');
  expect(() => google.restore('{"version":99}')).toThrow('it has version 99, expected 1');
});
