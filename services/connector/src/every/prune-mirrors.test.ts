import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { mirrors } from '../repos/mirrors.ts';
import { aContact, at } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { pruneMirrors } from './prune-mirrors.ts';

const DAY = 86_400_000;

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  await world.connect('hal');
});
afterEach(() => world.close());

const times = (hour: number) => ({ start: { dateTime: at(hour).start }, end: { dateTime: at(hour).end } });
const event = (summary: string, hour: number, more: object = {}) => world.person('hal').insert({ summary, ...times(hour), ...more });
const kept = async () => (await world.store.find(mirrors, { index: 'byEnd', equals: [] })).items.map((mirror) => mirror.fields?.title);
const blocks = async () => (await world.store.find(busyBlocks, { index: 'byCalendar', equals: [primaryOf('hal')] })).items.map((block) => block.title);
const prune = () => pruneMirrors(world.deps).run({ signal: new AbortController().signal });

test('events that ended long ago are forgotten: what was free after 90 days, what was busy after a year, appointments and series never', async () => {
  world.contacts.set('jo', aContact('jo'));
  event('free', 9, { transparency: 'transparent' });
  event('busy', 10);
  event('with Jo', 11, { attendees: [{ email: 'jo@mail.example' }] });
  const series = event('weekly', 12, { start: { ...times(12).start, timeZone: 'Europe/Amsterdam' }, end: { ...times(12).end, timeZone: 'Europe/Amsterdam' }, recurrence: ['RRULE:FREQ=WEEKLY'] });
  await world.advance(60_000);
  expect((await kept()).sort()).toEqual(['busy', 'free', 'weekly', 'with Jo']);

  world.time.jump(89 * DAY);
  await prune();
  expect(await kept()).toHaveLength(4);

  world.time.jump(3 * DAY);
  await prune();
  expect((await kept()).sort()).toEqual(['busy', 'weekly', 'with Jo']);
  expect(await blocks()).toContain('busy');

  world.time.jump(365 * DAY);
  await prune();
  expect((await kept()).sort()).toEqual(['weekly', 'with Jo']);
  expect(await blocks()).not.toContain('busy');
  expect(await world.store.get(mirrors, mirrorIdOf(primaryOf('hal'), series.id ?? ''))).toBeDefined();
});
