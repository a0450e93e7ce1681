import { newDue } from '@portal-sync/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { links } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { removals } from '../repos/removals.ts';
import { runRecords } from '../repos/runs.ts';
import { aContact, at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';
import { eraseContact } from './erase-contact.ts';
import { findContact } from './keep-contact.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  await world.connect('hal');
  world.contacts.set('jo', aContact('jo', NORTH, { name: 'Jo Smith', addresses: ['jo@mail.example'] }));
  await findContact(world.deps, NORTH, 'jo');
});
afterEach(() => world.close());

const minute = 60_000;
const event = () => world.person('hal').events()[0]!;
const linkOf = async (appointmentId: string) => (await world.linkOf(appointmentId))!;
const erase = () =>
  eraseContact(world.deps, { kind: 'contact', agencyId: NORTH, subjectId: 'jo', askedAt: 0, count: 0, doneAt: null, ...newDue(null) });
/** All that the connector keeps of events and appointments. */
const everything = async (): Promise<string> =>
  JSON.stringify([
    await world.store.find(appointments, { index: 'byTime', equals: [NORTH] }),
    await world.store.find(appointmentVersions, { index: 'byAppointment', equals: [] }),
    await world.store.find(links, { index: 'byAppointment', equals: [] }),
    await world.store.find(mirrors, { index: 'byEnd', equals: [] }),
    await world.store.find(runRecords, { index: 'byRun', equals: [] }),
  ]);
const PERSONAL = /CANARY|Smith|jo@/i;

async function booked(): Promise<string> {
  const { id } = await world.book({ contactId: 'jo', title: 'Massage', description: 'CANARY knee', location: 'CANARY lane', meetingLink: 'https://meet.example/CANARY' });
  await world.drain();
  await world.advance(minute);
  return id;
}

describe('of a client who was erased', () => {
  test('nothing is left, neither at once nor after Google was rewritten', async () => {
    const id = await booked();
    expect(event()).toMatchObject({ summary: 'Jo Smith - Massage', description: 'CANARY knee' });
    expect(await everything()).toMatch(PERSONAL);
    await erase();
    expect(await everything()).not.toMatch(PERSONAL);
    await world.drain();
    await world.advance(minute);
    expect(JSON.stringify(event())).not.toMatch(PERSONAL);
    expect(event().summary).toBe('Massage');
    expect(await everything()).not.toMatch(PERSONAL);
    expect(await linkOf(id)).toMatchObject({ state: 'synced', inflight: [], titlePrefix: '' });
    expect((await linkOf(id)).forgotten).toBeUndefined();
    expect(world.google.world.state.mails).toEqual([]);
  });

  test('nothing comes back when the event is read before it was rewritten', async () => {
    const id = await booked();
    world.person('hal').patch(event().id ?? '', { start: { dateTime: at(14).start }, end: { dateTime: at(14).end } });
    await erase();
    await world.drain();
    await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ title: 'Massage', description: '', location: '', startsAt: Date.parse(at(14).start) });
    expect(JSON.stringify(event())).not.toMatch(PERSONAL);
    expect(await everything()).not.toMatch(PERSONAL);
  });

  test.each(['events.insert', 'events.patch'])('nothing comes back by a write that was on its way: a lost reply of %s', async (operation) => {
    if (operation === 'events.insert') world.fault({ lostReply: true }, { operation });
    const id = await booked().catch(() => '');
    if (operation === 'events.patch') {
      world.fault({ lostReply: true }, { operation });
      await world.edit(id, { description: 'CANARY back' });
      await world.drain();
    }
    await erase();
    expect(await everything()).not.toMatch(PERSONAL);
    for (let rounds = 0; rounds < 3; rounds++) await world.advance(10 * minute);
    expect(world.person('hal').events()).toHaveLength(1);
    expect(JSON.stringify(event())).not.toMatch(PERSONAL);
    expect(await everything()).not.toMatch(PERSONAL);
    expect(await linkOf(id)).toMatchObject({ state: 'synced', inflight: [] });
  });

  test('nothing comes back by a write that is answered only then', async () => {
    const id = await booked();
    const { run } = world.deps.calls;
    const kept: string[] = [];
    Object.assign(world.deps.calls, {
      run: async (...[ask, method, call]: Parameters<typeof run>) => {
        if (method === 'patchEvent' && kept.length > 0) kept.push(await everything());
        const answer = await run(ask, method, call);
        if (method === 'patchEvent' && kept.length === 0) {
          await erase();
          kept.push(await everything());
        }
        return answer;
      },
    });
    await world.edit(id, { description: 'CANARY back' });
    await world.advance(minute);
    expect(kept).toHaveLength(2);
    for (const all of kept) expect(all).not.toMatch(PERSONAL);
    expect(JSON.stringify(event())).not.toMatch(PERSONAL);
  });

  test('what a person writes into the event afterwards is taken as ever', async () => {
    const id = await booked();
    await erase();
    await world.drain();
    await world.advance(minute);
    world.person('hal').patch(event().id ?? '', { description: 'bring oil', location: 'Room 2' });
    await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ description: 'bring oil', location: 'Room 2' });
  });

  test('the connection that is away knows nothing either, and rewrites Google when it is back', async () => {
    const id = await booked();
    await world.disconnect('hal-k', 'keep');
    await erase();
    expect(await everything()).not.toMatch(PERSONAL);
    await world.connect('hal', {}, { id: 'hal-2' });
    await world.advance(minute);
    expect(JSON.stringify(event())).not.toMatch(PERSONAL);
    expect(await linkOf(id)).toMatchObject({ state: 'synced' });
  });
});

describe('of an event that a person made in Google for a client who was erased', () => {
  const made = () =>
    world.person('hal').insert({
      summary: 'Plan with Jo Smith', description: 'CANARY', start: { dateTime: at(10).start }, end: { dateTime: at(10).end }, attendees: [{ email: 'jo@mail.example' }],
    });
  const only = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items[0]!;
  const moved = { start: { dateTime: at(14).start }, end: { dateTime: at(14).end } };

  test('nothing comes back, also where nothing may be written: its time alone goes on being taken', async () => {
    await world.change('hal-k', { direction: 'from-google' });
    const { id = '' } = made();
    await world.advance(minute);
    expect(await only()).toMatchObject({ title: 'Plan with Jo Smith', contactId: 'jo' });
    await erase();
    world.person('hal').patch(id, moved);
    await world.advance(minute);
    expect(await only()).toMatchObject({ title: 'Plan with', description: '', contactId: null, startsAt: Date.parse(at(14).start) });
    expect(await everything()).not.toMatch(PERSONAL);
  });

  test('its texts are rewritten, also when it was edited there first', async () => {
    const { id = '' } = made();
    await world.advance(minute);
    world.person('hal').patch(id, moved);
    await erase();
    await world.advance(minute);
    expect(world.person('hal').get(id)).toMatchObject({ summary: 'Plan with' });
    expect(world.person('hal').get(id).description ?? '').toBe('');
    expect(await only()).toMatchObject({ title: 'Plan with', startsAt: Date.parse(at(14).start) });
    expect(await everything()).not.toMatch(PERSONAL);
  });
});

test('a guest who was erased does not come back with the next read, and the others go on answering', async () => {
  const guests = [{ email: 'jo@mail.example', responseStatus: 'accepted' }, { email: 'kim@mail.example', responseStatus: 'needsAction' }];
  world.contacts.set('kim', aContact('kim', NORTH, { name: 'Kim', addresses: ['kim@mail.example'] }));
  const made = world.person('hal').insert({ summary: 'Plan', description: 'agenda', start: { dateTime: at(10).start }, end: { dateTime: at(10).end }, attendees: guests });
  await world.advance(minute);
  const { id } = (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items[0]!;
  await world.edit(id, { contactId: 'kim', guestContactIds: ['jo'] });
  await world.drain();
  await erase();
  expect(await everything()).not.toMatch(/jo@/i);
  world.person('hal').patch(made.id ?? '', { summary: 'Plan B', attendees: [guests[0], { ...guests[1], responseStatus: 'accepted' }] });
  await world.advance(minute);
  const after = await world.read(id);
  expect(after).toMatchObject({ title: 'Plan B', description: 'agenda' });
  expect(after.guests).toMatchObject([{ address: 'kim@mail.example', response: 'accepted' }]);
  expect(await everything()).not.toMatch(/jo@/i);
});

test('an event that was judged before its guest was erased, and is told of after, books nobody: it is judged anew', async () => {
  let judged = 0;
  world.judge = () => (judged++ === 0 ? { outcome: 'appointment', contactIds: ['jo'], fires: true } : { outcome: 'busy', contactIds: [], fires: false });
  await world.store.insert(removals, { kind: 'contact', agencyId: NORTH, subjectId: 'jo', askedAt: 0, count: 0, doneAt: null, ...newDue(null) });
  world.person('hal').insert({ summary: 'Walk', start: { dateTime: at(11).start }, end: { dateTime: at(11).end } });
  await world.advance(minute);
  expect(judged).toBe(2);
  expect((await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items).toEqual([]);
});
