import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { links } from '../repos/links.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  world.contacts.set('north-cleo', { id: 'north-cleo', agencyId: NORTH, name: 'Cleo Client', addresses: [accountOf('cleo')], version: 1 });
});
afterEach(() => world.close());

const minute = 60_000;
const timed = (hour: number) => ({ start: { dateTime: at(hour).start }, end: { dateTime: at(hour).end } });
const invite = (...users: string[]) => ({ attendees: users.map((user) => ({ email: accountOf(user) })) });
const linksOf = async (id: string) => (await world.store.find(links, { index: 'byAppointment', equals: [id] })).items;
const all = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
const blocksOf = async (userId: string) => (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, userId] })).items;
/** What automations hear, answers of guests left out. */
const kinds = async () =>
  (await world.sent('appointment.changed'))
    .map((message) => message.data as { fires: boolean; kind: string })
    .filter(({ fires, kind }) => fires && kind !== 'changed')
    .map(({ kind }) => kind);
async function only() {
  const [one, ...others] = await all();
  expect(others).toEqual([]);
  if (one === undefined) throw new Error('no appointment');
  return one;
}
const copyOf = (userId: string) => world.person(userId).events()[0]?.id ?? '';
const answer = (userId: string, responseStatus: string) => {
  const attendees = (world.person(userId).events()[0]?.attendees ?? []).map((guest) => (guest.email === accountOf(userId) ? { ...guest, responseStatus } : guest));
  world.person(userId).patch(copyOf(userId), { attendees });
};

describe('a meeting of two colleagues', () => {
  test.each(['hal', 'tim'])('A09 is hosted by its organizer and takes the time of both, also where both are judged at once: %s', async (organizer) => {
    const guest = organizer === 'hal' ? 'tim' : 'hal';
    await world.connect('hal');
    await world.connect('tim');
    world.person(organizer).insert({ summary: 'Together', ...timed(11), ...invite(guest, 'cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: organizer, staffUserIds: [guest], organizedElsewhere: false, contactId: 'north-cleo' });
    expect((await linksOf((await only()).id)).map(({ kind, origin }) => `${kind} ${origin}`).sort()).toEqual(['host theirs', 'participant copy']);
    expect([...(await blocksOf('hal')), ...(await blocksOf('tim'))]).toEqual([]);
    expect(await kinds()).toEqual(['booked']);
  });

  test.each([
    ['deletes', () => world.person('tim').remove(copyOf('tim'))],
    ['declines', () => answer('tim', 'declined')],
  ])('A09 a guest who %s their copy leaves it, and the meeting stands', async (_how, leave) => {
    await world.connect('hal');
    await world.connect('tim');
    world.person('hal').insert({ summary: 'Together', ...timed(11), ...invite('tim', 'cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
    leave();
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: 'hal', staffUserIds: [], status: 'confirmed' });
    expect(await blocksOf('tim')).toEqual([]);
    expect(await kinds()).toEqual(['booked']);
  });

  test('A09 whose organizer moved it and is met after a guest\'s older copy is where the organizer has it', async () => {
    await world.connect('tim');
    const { id = '' } = world.person('hal').insert({ summary: 'Together', ...timed(11), ...invite('tim', 'cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: 'tim', organizedElsewhere: true, when: { start: at(11).start } });
    world.person('hal').patch(id, { ...timed(15), summary: 'Together, later' });
    await world.connect('hal');
    for (let minutes = 0; minutes < 3; minutes++) await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: 'hal', title: 'Together, later', when: { start: at(15).start } });
    expect(world.person('hal').events()).toMatchObject([{ summary: 'Together, later', start: { dateTime: timed(15).start.dateTime } }]);
    expect((await linksOf((await only()).id)).map(({ state, dirtySince }) => [state, dirtySince])).toEqual([['synced', null], ['synced', null]]);
  });

  test('A09 a guest who accepts after all is back', async () => {
    await world.connect('hal');
    await world.connect('tim');
    world.person('hal').insert({ summary: 'Together', ...timed(11), ...invite('tim', 'cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
    answer('tim', 'declined');
    await world.advance(minute);
    answer('tim', 'accepted');
    await world.advance(minute);
    expect((await only()).staffUserIds).toEqual(['tim']);
    expect(world.person('tim').events()).toHaveLength(1);
  });
});

test('an event whose appointment is given to a colleague goes on taking its person\'s time, until it is theirs again', async () => {
  await world.connect('hal');
  world.person('hal').insert({ summary: 'With Cleo', ...timed(11), ...invite('cleo') });
  await world.advance(minute);
  const { id } = await only();
  await world.edit(id, { hostUserId: 'tim' });
  await world.advance(minute);
  expect((await blocksOf('hal')).map(({ title }) => title)).toEqual(['With Cleo']);
  world.person('hal').patch(world.person('hal').events()[0]?.id ?? '', { ...timed(13) });
  await world.advance(minute);
  expect((await blocksOf('hal')).map(({ startsAt }) => startsAt)).toEqual([Date.parse(timed(13).start.dateTime)]);
  await world.edit(id, { hostUserId: 'hal' });
  await world.advance(minute);
  expect(await blocksOf('hal')).toEqual([]);
  expect(world.person('hal').events()).toHaveLength(1);
});

describe('a meeting of an outsider', () => {
  beforeEach(async () => {
    await world.connect('hal');
    await world.connect('tim');
    world.person('ada').insert({ summary: 'Outside', ...timed(11), ...invite('tim', 'hal', 'cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
  });
  const [host, other] = ['hal', 'tim'] as const;

  test('takes the time of all of ours who are invited', async () => {
    expect(await only()).toMatchObject({ hostUserId: host, staffUserIds: [other], organizedElsewhere: true });
    expect([...(await blocksOf(host)), ...(await blocksOf(other))]).toEqual([]);
  });

  test.each([
    ['deletes', (who: string) => world.person(who).remove(copyOf(who))],
    ['declines', (who: string) => answer(who, 'declined')],
  ])('whose host %s it is the next one\'s, and is cancelled with the last', async (_how, leave) => {
    leave(host);
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: other, staffUserIds: [], status: 'confirmed', organizedElsewhere: true });
    expect(await kinds()).toEqual(['booked']);
    leave(other);
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: other, status: 'cancelled' });
    expect((await kinds()).sort()).toEqual(['booked', 'cancelled']);
  });

  test('is still theirs when they connect again: it blocks nothing beside the appointment, and can become theirs to host', async () => {
    await world.disconnect(`${other}-k`, 'keep');
    await world.connect(other, {}, { target: false });
    await world.advance(minute);
    expect(await blocksOf(other)).toEqual([]);
    expect((await linksOf((await only()).id)).map(({ state }) => state)).toEqual(['synced', 'synced']);
    world.person(host).remove(copyOf(host));
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: other, status: 'confirmed' });
  });

  test('that its organizer calls off is cancelled once', async () => {
    world.person('ada').remove(world.person('ada').events()[0]?.id ?? '', { sendUpdates: 'all' });
    await world.advance(minute);
    expect((await only()).status).toBe('cancelled');
    expect((await kinds()).sort()).toEqual(['booked', 'cancelled']);
  });

  test('follows the new host\'s copy, and nothing of it is ever written', async () => {
    world.person(host).remove(copyOf(host));
    await world.advance(minute);
    world.person('ada').patch(world.person('ada').events()[0]?.id ?? '', { summary: 'Outside, moved', ...timed(13) }, { sendUpdates: 'all' });
    await world.advance(minute);
    expect(await only()).toMatchObject({ hostUserId: other, title: 'Outside, moved', when: at(13) });
    expect(world.google.world.state.calls.filter((call) => call.method !== 'GET')).toEqual([]);
  });
});

describe('a client who is connected', () => {
  test('and a Google guest of the host gets no event of ours beside Google\'s own', async () => {
    await world.connect('hal');
    await world.connect('cleo');
    world.person('hal').insert({ summary: 'With Cleo', ...timed(11), ...invite('cleo') }, { sendUpdates: 'all' });
    await world.advance(minute);
    await world.edit((await only()).id, { location: 'Room 2' });
    await world.advance(minute);
    expect(world.person('cleo').events()).toHaveLength(1);
    expect(world.calls('events.insert')).toBe(0);
    expect((await only()).contactId).toBe('north-cleo');
  });

  test('and organizes it gets none either', async () => {
    await world.connect('hal');
    await world.connect('cleo');
    world.judge = () => ({ outcome: 'appointment', contactIds: ['north-cleo'], fires: true });
    world.person('cleo').insert({ summary: 'From Cleo', ...timed(11), ...invite('hal') }, { sendUpdates: 'all' });
    await world.advance(minute);
    await world.edit((await only()).id, { internalNotes: 'a note' });
    await world.advance(minute);
    expect(world.person('cleo').events()).toHaveLength(1);
    expect(world.calls('events.insert')).toBe(0);
  });
});
