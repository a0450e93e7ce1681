import { afterEach, beforeEach, expect, test } from 'vitest';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { NORTH } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const days = { start: { date: '2026-03-04' }, end: { date: '2026-03-05' } };
const starts = async () => (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] })).items.map(({ startsAt }) => new Date(startsAt).toISOString());

test('a person who sets another zone at Google has their whole days there: judged ones, ones that only block, series', async () => {
  world.person('hal').moveTo('Europe/Amsterdam');
  await world.connect('hal');
  world.person('hal').insert({ summary: 'Fair', ...days });
  world.person('hal').insert({ summary: 'Secret', visibility: 'private', ...days });
  world.person('hal').insert({ summary: 'Yearly', recurrence: ['RRULE:FREQ=YEARLY'], ...days });
  await world.advance(minute);
  expect(await starts()).toEqual(Array(3).fill('2026-03-03T23:00:00.000Z'));

  world.person('hal').moveTo('Asia/Tokyo');
  await world.advance(minute);
  await world.advance(minute);
  expect(await starts()).toEqual(Array(3).fill('2026-03-03T15:00:00.000Z'));
  const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
  expect(calendar).toMatchObject({ zone: 'Asia/Tokyo', problem: null, syncToken: expect.any(String) });

  const lists = world.calls('events.list');
  await world.advance(minute);
  expect(world.calls('events.list') - lists, 'read once more in full, then as ever').toBe(1);
});
