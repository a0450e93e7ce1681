import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { links } from '../repos/links.ts';
import { at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const hals = () => world.person('hal').events();
const titles = () => hals().map((event) => event.summary);
const linkOf = async (id: string) => (await world.store.find(links, { index: 'byAppointment', equals: [id] })).items.find(({ googleCalendarId }) => googleCalendarId === primaryOf('hal'));

/** An appointment that a person made in their own Google calendar. */
async function imported(): Promise<{ readonly id: string; readonly eventId: string }> {
  world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
  await world.connect('hal', { mode: 'two-way' });
  const event = world.person('hal').insert({ summary: 'One', start: { dateTime: at(9).start }, end: { dateTime: at(9).end } });
  await world.advance(minute);
  const [made] = (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
  return { id: made?.id ?? '', eventId: event.id ?? '' };
}

describe('an event edited in Google while its appointment was somebody else\'s', () => {
  test.each([
    ['and nothing was edited here', {}, ['Two', '']],
    ['and another field was edited here', { location: 'Room 1' }, ['Two', 'Room 1']],
  ])('is merged when it comes back, %s', async (_when, change, [title, location]) => {
    const { id, eventId } = await imported();
    await world.edit(id, { hostUserId: 'ida' });
    await world.advance(minute);
    expect(await linkOf(id)).toMatchObject({ state: 'dormant' });
    world.person('hal').patch(eventId, { summary: 'Two' });
    await world.advance(minute);
    expect(await linkOf(id)).toMatchObject({ state: 'dormant' });
    expect((await world.read(id)).title).toBe('One');
    await world.edit(id, { hostUserId: 'hal', ...change });
    await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ title, location });
    expect(hals()).toMatchObject([{ summary: title, ...(location === '' ? {} : { location }) }]);
    expect(await linkOf(id)).toMatchObject({ state: 'synced', dirtySince: null, unmerged: false });
    const reads = world.calls('events.get');
    await world.advance(5 * minute);
    expect(world.calls('events.get')).toBe(reads);
  });
});

describe('our event that is to go, and is wanted again', () => {
  test.each(['bidirectional', 'from-google'] as const)('is merged with what was made of it in Google meanwhile (%s)', async (direction) => {
    await world.connect('hal');
    const { id } = await world.book({ title: 'One' });
    await world.drain();
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.delete' });
    await world.edit(id, { hostUserId: 'ida' });
    await world.drain();
    world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'Two' });
    await world.advance(minute);
    expect(await linkOf(id)).toMatchObject({ unneeded: true, state: 'failed', base: { title: 'One', exists: true } });
    await world.change('hal-k', { direction });
    await world.edit(id, { hostUserId: 'hal' });
    for (let n = 0; n < 5; n++) await world.advance(minute);
    expect((await world.read(id)).title).toBe('Two');
    expect(titles()).toEqual(['Two']);
    expect(await linkOf(id)).toMatchObject({ state: 'synced', dirtySince: null, inflight: [] });
  });
});
