import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { links } from '../repos/links.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const timed = (hour: number) => ({ start: { dateTime: at(hour).start }, end: { dateTime: at(hour).end } });
const linksOf = async (id: string) => (await world.store.find(links, { index: 'byAppointment', equals: [id] })).items;
const all = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
const clientOf = (contactId: string) => void world.contacts.set(contactId, { id: contactId, agencyId: NORTH, name: 'Cleo Client', addresses: [accountOf('cleo')], version: 1 });

describe('who takes part', () => {
  test('a client and a staff member connected: one appointment, one event in each calendar', async () => {
    clientOf('north-cleo');
    await world.connect('hal');
    await world.connect('cleo');
    const { id } = await world.book({ contactId: 'north-cleo' });
    await world.drain();
    expect(world.person('hal').events()).toHaveLength(1);
    expect(world.person('cleo').events()).toHaveLength(1);
    expect((await linksOf(id)).map((link) => link.kind).sort()).toEqual(['host', 'participant']);
  });

  test('of a client\'s calendar nothing is judged, kept or shown, and only their own appointments are pushed', async () => {
    await world.connect('hal');
    await world.connect('cleo');
    world.person('cleo').insert({ summary: 'Private life', ...timed(9) });
    await world.book({ title: 'Somebody else' });
    await world.advance(minute);
    expect(world.person('cleo').events().map((event) => event.summary)).toEqual(['Private life']);
    expect((await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'cleo'] })).items).toEqual([]);
    expect(await world.sent('event.seen')).toEqual([]);
  });

  test('an edit in a participant\'s calendar is written back once, without mail, and never changes the appointment', async () => {
    await world.connect('hal');
    await world.connect('tim');
    const { id } = await world.book({ staffUserIds: ['tim'] });
    await world.drain();
    const event = world.person('tim').events()[0];
    world.person('tim').patch(event?.id ?? '', { summary: 'My own words', location: 'Elsewhere' });
    await world.advance(minute);
    await world.advance(minute);
    expect(world.person('tim').events()[0]?.summary).toBe('Massage');
    expect(await world.read(id)).toMatchObject({ version: 1, title: 'Massage', location: '' });
    expect(world.calls('events.patch')).toBe(1);
    expect(world.google.world.state.mails).toEqual([]);
  });

  test('a participant who deletes it only loses it from their own calendar, and it is not put back', async () => {
    await world.connect('hal');
    await world.connect('tim');
    const { id } = await world.book({ staffUserIds: ['tim'] });
    await world.drain();
    world.person('tim').remove(world.person('tim').events()[0]?.id ?? '');
    await world.advance(minute);
    await world.edit(id, { title: 'Longer massage' });
    await world.advance(minute);
    expect(world.person('tim').events()).toEqual([]);
    expect((await world.read(id)).status).toBe('confirmed');
    expect(world.person('hal').events()[0]?.summary).toBe('Longer massage');
  });
});

describe('one meeting seen by several', () => {
  test('A09 an invitation between two of our people is one appointment, hosted by its organizer, whoever is read first', async () => {
    clientOf('cc');
    await world.connect('tim');
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: true });
    await world.connect('hal');
    world.person('hal').insert({ summary: 'Together', ...timed(11), attendees: [{ email: accountOf('tim') }] }, { sendUpdates: 'all' });
    await world.advance(minute);
    await world.advance(minute);
    const [one, ...others] = await all();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ hostUserId: 'hal', organizedElsewhere: false, title: 'Together' });
    expect((await linksOf(one?.id ?? '')).map(({ kind, origin }) => `${kind} ${origin}`).sort()).toEqual(['host theirs', 'participant copy']);
    await world.edit(one?.id ?? '', { title: 'Together, later' });
    await world.advance(minute);
    expect(world.person('hal').events().map((event) => event.summary)).toEqual(['Together, later']);
    expect(world.person('tim').events()).toHaveLength(1);
    expect(world.calls('events.insert')).toBe(0);
  });

  test('a meeting that an outsider organizes is held by the first of ours who has it, and nothing is written to it', async () => {
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: true });
    await world.connect('hal');
    await world.connect('tim');
    world.person('ada').insert({ summary: 'Outside', ...timed(11), attendees: [{ email: accountOf('tim') }, { email: accountOf('hal') }] }, { sendUpdates: 'all' });
    await world.advance(minute);
    await world.advance(minute);
    const [one, ...others] = await all();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ organizedElsewhere: true });
    expect(await linksOf(one?.id ?? '')).toHaveLength(2);
    expect(world.google.world.state.calls.filter((call) => call.method !== 'GET')).toEqual([]);
  });

  test('who was made a guest of our event in Google gets no second event of ours', async () => {
    await world.connect('hal');
    await world.connect('tim');
    const { id } = await world.book();
    await world.drain();
    world.person('hal').patch(world.person('hal').events()[0]?.id ?? '', { attendees: [{ email: accountOf('tim') }] }, { sendUpdates: 'all' });
    await world.advance(minute);
    await world.edit(id, { staffUserIds: ['tim'] });
    await world.advance(minute);
    await world.advance(minute);
    expect(world.person('tim').events()).toHaveLength(1);
    expect((await linksOf(id)).find((link) => link.kind === 'participant')?.origin).toBe('copy');
  });
});
