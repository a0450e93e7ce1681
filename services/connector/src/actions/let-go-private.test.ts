import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointments } from '../repos/appointments.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { collections } from '../repos/collections.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  world.contacts.set('jane', { id: 'jane', agencyId: NORTH, name: 'Jane', addresses: ['jane@mail.example'], version: 1 });
});
afterEach(() => world.close());

const minute = 60_000;
const timed = (hour: number) => ({ start: { dateTime: at(hour).start }, end: { dateTime: at(hour).end } });
const jane = { email: 'jane@mail.example' };
const secret = { visibility: 'private', summary: 'SECRET therapy', description: 'SECRET matter' };
const all = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
const blocks = async (userId = 'hal') =>
  (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, userId] })).items.map(({ title, reason }) => ({ title, reason }));
const firing = async () =>
  (await world.sent('appointment.changed')).map((message) => message.data as { fires: boolean; kind: string }).filter(({ fires }) => fires).map(({ kind }) => kind);
/** Everything that the connector keeps, of every collection. */
async function everything(): Promise<string> {
  const tables = await Promise.all(collections.map(async (collection) => {
    const index = Object.keys(collection.indexes)[0];
    return index === undefined ? [] : (await world.store.find(collection as never, { index, equals: [], limit: 1000 } as never)).items;
  }));
  return JSON.stringify([tables, await world.store.find(appointmentVersions, { index: 'byAppointment', equals: [], limit: 1000 })]);
}
const private_ = [{ title: null, reason: 'private' }];

describe('an event that is made private after it became an appointment', () => {
  beforeEach(async () => {
    await world.connect('hal');
    world.person('hal').insert({ summary: 'Lunch', ...timed(12), attendees: [jane] });
    await world.advance(minute);
  });
  const eventId = () => world.person('hal').events()[0]?.id ?? '';

  test('only blocks: not a word of it is read any more, and no automation hears of it', async () => {
    expect((await all())[0]).toMatchObject({ title: 'Lunch', status: 'confirmed' });
    expect(await everything()).toContain('Lunch');
    world.person('hal').patch(eventId(), secret);
    await world.advance(minute);
    world.person('hal').patch(eventId(), { summary: 'SECRET again' });
    await world.advance(minute);
    expect(await all()).toMatchObject([{ title: 'Lunch', status: 'cancelled' }]);
    expect(await blocks()).toEqual(private_);
    expect(await everything()).not.toContain('SECRET');
    expect(await firing()).toEqual(['booked']);
    expect(world.google.world.state.calls.filter((call) => call.method !== 'GET')).toEqual([]);
  });

  test('also when an edit from here meets it first', async () => {
    world.person('hal').patch(eventId(), secret);
    const [lunch] = await all();
    await world.edit(lunch?.id ?? '', { title: 'Lunch, later' });
    await world.drain();
    await world.advance(minute);
    expect(await everything()).not.toContain('SECRET');
    expect(world.person('hal').get(eventId()).summary).toBe('SECRET therapy');
    expect(await blocks()).toEqual(private_);
  });

  test('is the same appointment again when it is public again', async () => {
    world.person('hal').patch(eventId(), secret);
    await world.advance(minute);
    world.person('hal').patch(eventId(), { visibility: 'default', summary: 'Lunch, late', description: '' });
    await world.advance(minute);
    expect(await all()).toMatchObject([{ title: 'Lunch, late', status: 'confirmed' }]);
    expect(await blocks()).toEqual([]);
    expect(await firing()).toEqual(['booked']);
    await world.edit((await all())[0]?.id ?? '', { title: 'Lunch here' });
    await world.advance(minute);
    expect(world.person('hal').events().map((event) => event.summary)).toEqual(['Lunch here']);
  });
});

test('an event of ours that is made private stays the appointment', async () => {
  await world.connect('hal');
  const { id } = await world.book();
  await world.drain();
  world.person('hal').patch(world.person('hal').events()[0]?.id ?? '', { visibility: 'private', summary: 'Massage, longer' });
  await world.advance(minute);
  expect(await world.read(id)).toMatchObject({ title: 'Massage, longer', status: 'confirmed' });
  expect(await blocks()).toEqual([]);
});

test('a guest who keeps their copy to themselves leaves the meeting; their time is taken all the same', async () => {
  await world.connect('hal');
  await world.connect('tim');
  world.person('hal').insert({ summary: 'Together', ...timed(12), attendees: [{ email: accountOf('tim') }, jane] }, { sendUpdates: 'all' });
  await world.advance(minute);
  world.person('tim').patch(world.person('tim').events()[0]?.id ?? '', secret);
  await world.advance(minute);
  expect(await all()).toMatchObject([{ title: 'Together', hostUserId: 'hal', staffUserIds: [], status: 'confirmed' }]);
  expect(await blocks('tim')).toEqual(private_);
  expect(await everything()).not.toContain('SECRET');
});

test('the host of an outsider\'s meeting who keeps it to themselves hands it to the next of ours', async () => {
  await world.connect('hal');
  await world.connect('tim');
  const guests = [{ email: accountOf('tim') }, { email: accountOf('hal') }, jane];
  world.person('ada').insert({ summary: 'Outside', ...timed(12), attendees: guests }, { sendUpdates: 'all' });
  await world.advance(minute);
  world.person('hal').patch(world.person('hal').events()[0]?.id ?? '', secret);
  await world.advance(minute);
  expect(await all()).toMatchObject([{ title: 'Outside', hostUserId: 'tim', staffUserIds: [], status: 'confirmed' }]);
  expect(await blocks('hal')).toEqual(private_);
  expect(await everything()).not.toContain('SECRET');
});
