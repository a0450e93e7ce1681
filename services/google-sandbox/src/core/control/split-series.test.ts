import { beforeEach, expect, test } from 'vitest';
import { testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';
import { mustFindAccount } from './accounts.ts';
import { splitSeries } from './split-series.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';
const zoned = (dateTime: string) => ({ dateTime, timeZone: 'America/Chicago' });

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com', { timeZone: 'America/Chicago' });
  alice = world.as('alice@gmail.com');
});

const series = (rule: string) =>
  alice('POST', EVENTS, {
    body: { summary: 'S', start: zoned('2025-04-07T09:00:00'), end: zoned('2025-04-07T10:00:00'), recurrence: [rule], extendedProperties: { private: { mark: 'ours' } } },
  }).body.id as string;
const split = (instance: string, patch: Record<string, unknown> = {}) =>
  splitSeries(world.google.world, mustFindAccount(world.google.world, 'alice@gmail.com'), 'primary', instance, patch);
const starts = () =>
  alice('GET', EVENTS, { query: { singleEvents: 'true', orderBy: 'startTime', timeMax: '2025-05-01T00:00:00Z' } }).body.items.map(
    (item: { start: { dateTime: string }; summary: string }) => `${item.start.dateTime.slice(0, 10)} ${item.summary}`,
  );

test('the old series ends a second before local midnight, the new one has an _R id and the private properties', () => {
  const id = series('RRULE:FREQ=DAILY;COUNT=5');
  const second = split(`${id}_20250409T140000Z`, { summary: 'T' });
  expect(second).toBe(`${id}_R20250409T140000`);
  expect(alice('GET', `${EVENTS}/${id}`).body.recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20250409T045959Z']);
  expect(alice('GET', `${EVENTS}/${second}`).body).toMatchObject({
    iCalUID: `${second}@google.com`, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'], extendedProperties: { private: { mark: 'ours' } },
  });
  expect(starts()).toEqual(['2025-04-07 S', '2025-04-08 S', '2025-04-09 T', '2025-04-10 T', '2025-04-11 T']);
  expect(alice('GET', `${EVENTS}/${second}_20250410T140000Z`).body).toMatchObject({ recurringEventId: second });
});

test('a split series splits again under the first id', () => {
  const id = series('RRULE:FREQ=DAILY');
  const second = split(`${id}_20250409T140000Z`);
  expect(split(`${second}_20250411T140000Z`)).toBe(`${id}_R20250411T140000`);
});

test('with another start the new series has a wholly new id', () => {
  const id = series('RRULE:FREQ=DAILY;COUNT=3');
  const second = split(`${id}_20250409T140000Z`, { start: zoned('2025-04-09T11:00:00'), end: zoned('2025-04-09T12:00:00') });
  expect(second).toMatch(/^[a-v0-9]{26}$/);
  expect(starts()).toEqual(['2025-04-07 S', '2025-04-08 S', '2025-04-09 S']);
});

test('the first occurrence, or an event that is no occurrence, is refused', () => {
  const id = series('RRULE:FREQ=DAILY;COUNT=3');
  expect(() => split(`${id}_20250407T140000Z`)).toThrow('first occurrence');
  expect(() => split(id)).toThrow('Only an occurrence');
});
