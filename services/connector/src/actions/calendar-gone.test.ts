import { addSecondary } from '@portal-sync/google-sandbox/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { accountOf, openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';
import { NORTH } from '../testing/cast.ts';

let world: SyncWorld;
let calendarId: string;
beforeEach(async () => {
  world = await openSyncWorld();
  const hal = world.google.world.state.accounts.get(world.google.world.state.subByEmail.get(accountOf('hal')) ?? '');
  calendarId = addSecondary(world.google.world, hal as never, { summary: 'Work', id: 'work@group.calendar.google.com' }).head.id;
});
afterEach(() => world.close());

const minute = 60_000;
const ours = () => googleCalendarIdOf(NORTH, calendarId);

describe.each(['platform-wins', 'google-wins', 'last-modified-wins'] as const)('under %s, a calendar that vanished in Google with edits under way', (conflictPolicy) => {
  test('E07 cancels nothing: the appointments stand, and its person is told', async () => {
    await world.connect('hal', { targetCalendarId: ours(), conflictPolicy });
    const edited = await world.book({ title: 'Edited' });
    const cancelled = await world.book({ title: 'Cancelled' });
    await world.drain();
    await world.advance(minute);
    world.person('hal').removeCalendar(calendarId);
    await world.edit(edited.id, { title: 'Edited here' });
    await world.edit(cancelled.id, { status: 'cancelled' });
    for (let n = 0; n < 8; n++) await world.advance(minute);
    expect(await world.read(edited.id)).toMatchObject({ status: 'confirmed', title: 'Edited here' });
    expect((await world.linkOf(edited.id))?.base).toMatchObject({ exists: true, title: 'Edited' });
    expect((await world.store.get(googleCalendars, ours()))?.problem).toBe('calendar-gone');
  });

  test.each([1, 3, 4, 5, 12])('and one that was out of reach for %i calls goes on where it was: nothing is doubled, revived or lost', async (left) => {
    await world.connect('hal', { targetCalendarId: ours(), conflictPolicy });
    const edited = await world.book({ title: 'Edited' });
    const cancelled = await world.book({ title: 'Cancelled' });
    await world.drain();
    await world.advance(minute);
    world.fault({ status: 404, reason: 'notFound' }, { operation: 'events.*', left });
    await world.edit(edited.id, { title: 'Edited here' });
    await world.edit(cancelled.id, { status: 'cancelled' });
    for (let n = 0; n < 30; n++) await world.advance(60 * minute);
    expect(world.google.world.state.faults).toEqual([]);
    expect(world.person('hal').events({ calendar: calendarId }).map(({ summary }) => summary)).toEqual(['Edited here']);
    expect(await world.linkOf(edited.id)).toMatchObject({ state: 'synced', generation: 0 });
    expect((await world.read(cancelled.id)).status).toBe('cancelled');
    expect((await world.sent('appointment.changed')).filter(({ data }) => (data as { cause: string }).cause === 'google')).toEqual([]);
  });

  test('while an event that alone is not there any more is made anew, or believed to be deleted, as the policy says', async () => {
    await world.connect('hal', { targetCalendarId: ours(), conflictPolicy });
    const { id } = await world.book();
    await world.drain();
    await world.advance(minute);
    world.fault({ status: 404, reason: 'notFound' }, { operation: 'events.patch', left: 2 });
    world.fault({ status: 404, reason: 'notFound' }, { operation: 'events.get', left: 2 });
    await world.edit(id, { title: 'Edited here' });
    for (let n = 0; n < 3; n++) await world.advance(minute);
    const stands = conflictPolicy === 'platform-wins';
    expect((await world.read(id)).status).toBe(stands ? 'confirmed' : 'cancelled');
    if (stands) expect((await world.linkOf(id))?.generation).toBe(1);
    expect(world.person('hal').events({ calendar: calendarId }).some((event) => event.summary === 'Edited here')).toBe(stands);
  });
});
