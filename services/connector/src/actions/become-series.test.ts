import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { mirrors } from '../repos/mirrors.ts';
import { as, at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { saveAppointment } from './save-appointment.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  world.contacts.set('jane', { id: 'jane', agencyId: NORTH, name: 'Jane', addresses: ['jane@mail.example'], version: 1 });
  await world.connect('hal');
});
afterEach(() => world.close());

const minute = 60_000;
const zoned = (hour: number, day = 2) => ({
  start: { dateTime: at(hour, day).start, timeZone: 'Europe/Amsterdam' }, end: { dateTime: at(hour, day).end, timeZone: 'Europe/Amsterdam' },
});
const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] };
const all = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
const blocks = async () => {
  const { items } = await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] });
  return items.map((block) => new Date(block.startsAt).toISOString().slice(5, 13)).sort();
};
const eventId = () => world.person('hal').events()[0]?.id ?? '';

describe('an event that becomes a series after it became an appointment', () => {
  beforeEach(async () => {
    world.person('hal').insert({ summary: 'With Jane', ...zoned(10), attendees: [{ email: 'jane@mail.example' }] });
    await world.advance(minute);
    world.person('hal').patch(eventId(), weekly);
    await world.advance(minute);
  });

  test('blocks all its other times, and its first only as the appointment', async () => {
    expect(await all()).toMatchObject([{ title: 'With Jane', when: at(10), recurrence: weekly.recurrence }]);
    expect(await blocks()).toEqual(['03-09T09', '03-16T09', '03-23T09']);
  });

  test('blocks them also where a process was killed between taking the series and laying it out', async () => {
    const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
    world.person('hal').patch(eventId(), { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'] });
    await world.advance(minute);
    expect(await blocks()).toHaveLength(4);
    // As that process leaves it: the page is read again, and shows what is known.
    for (const { id } of (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] })).items) await world.store.remove(busyBlocks, id);
    await world.store.update(mirrors, mirrorIdOf(primaryOf('hal'), eventId()), (doc) => ({ ...doc, expandedUntil: null }));
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, syncToken: calendar?.syncToken ?? null }));
    await world.advance(minute);
    expect(await blocks()).toHaveLength(4);
  });

  test('J14 and does not block its first time twice when others are changed', async () => {
    world.person('hal').patch(`${eventId()}_20260309T090000Z`, { start: zoned(14, 9).start, end: zoned(14, 9).end });
    world.person('hal').patch(`${eventId()}_20260302T090000Z`, { summary: 'With Jane, first' });
    await world.advance(minute);
    expect(await blocks()).toEqual(['03-09T13', '03-16T09', '03-23T09']);
  });

  test('is not changed as a whole from here, and says why', async () => {
    const [{ id, version } = { id: '', version: 0 }] = await all();
    const edit = (change: object) =>
      saveAppointment(world.deps, { caller: as('hal') as never, key: { appointmentId: id }, change, headers: { 'if-match': `"${version}"` }, needsVersion: true });
    for (const change of [{ title: 'All of them' }, { when: at(12) }, { status: 'cancelled' as const }]) {
      await expect(edit(change)).rejects.toMatchObject({ code: 'refused', extra: { reason: 'series' } });
    }
    expect((await edit({ internalNotes: 'only here' })).appointment.internalNotes).toBe('only here');
    expect(world.google.world.state.calls.filter((call) => call.method !== 'GET')).toEqual([]);
  });

  test('F22 blocks nothing any more when it is one event again, or gone', async () => {
    world.person('hal').patch(eventId(), { recurrence: null });
    await world.advance(minute);
    expect(await blocks()).toEqual([]);
    expect(await all()).toMatchObject([{ when: at(10), recurrence: [], status: 'confirmed' }]);
    world.person('hal').patch(eventId(), weekly);
    await world.advance(minute);
    world.person('hal').remove(eventId());
    await world.advance(minute);
    expect(await blocks()).toEqual([]);
  });
});

describe('an event whose appointment is somebody else\'s by now', () => {
  const ALL = ['03-02T09', '03-09T09', '03-16T09', '03-23T09'];
  const hostedBy = async (hostUserId: string) => {
    const [{ id } = { id: '' }] = await all();
    await world.edit(id, { hostUserId });
    await world.advance(minute);
  };
  beforeEach(async () => {
    world.person('hal').insert({ summary: 'With Jane', ...zoned(10), attendees: [{ email: 'jane@mail.example' }] });
    await world.advance(minute);
  });

  test('and that becomes a series takes each of its times, the first too, until it is theirs again', async () => {
    await hostedBy('tim');
    expect(await blocks()).toEqual(ALL.slice(0, 1));
    world.person('hal').patch(eventId(), weekly);
    await world.advance(minute);
    expect(await blocks()).toEqual(ALL);
    await hostedBy('hal');
    expect(await blocks()).toEqual(ALL.slice(1));
  });

  test('and that was a series takes its first time also when it is laid out anew', async () => {
    world.person('hal').patch(eventId(), weekly);
    await world.advance(minute);
    await hostedBy('tim');
    expect(await blocks()).toEqual(ALL);
    world.person('hal').remove(`${eventId()}_20260323T090000Z`);
    await world.advance(minute);
    expect(await blocks()).toEqual(ALL.slice(0, 3));
  });
});

test('one that only took time and becomes a series takes each time once', async () => {
  world.person('hal').insert({ summary: 'Nobody', ...zoned(10) });
  await world.advance(minute);
  world.person('hal').patch(eventId(), weekly);
  await world.advance(minute);
  expect(await blocks()).toEqual(['03-02T09', '03-09T09', '03-16T09', '03-23T09']);
});

describe('F22 a series that becomes one event', () => {
  test.each([
    ['with a guest who is known: an appointment, and no block beside it', { attendees: [{ email: 'jane@mail.example' }] }, [], 1],
    ['that nobody knows: its one time is taken', {}, ['03-02T09'], 0],
  ] as const)('%s', async (_name, more, busy, made) => {
    world.person('hal').insert({ summary: 'Daily', ...zoned(10), ...weekly, ...more });
    await world.advance(minute);
    world.person('hal').patch(`${eventId()}_20260309T090000Z`, { start: zoned(14, 9).start, end: zoned(14, 9).end });
    await world.advance(minute);
    expect(await blocks()).toHaveLength(4);
    world.person('hal').patch(eventId(), { recurrence: null });
    await world.advance(minute);
    expect(await blocks()).toEqual(busy);
    expect(await all()).toHaveLength(made);
  });
});
