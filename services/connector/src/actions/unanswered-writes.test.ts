import { connectionRemoved, type ConnectionCard } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectionCards } from '../repos/cards.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { runRecords } from '../repos/runs.ts';
import { aContact, NORTH } from '../testing/cast.ts';
import { onAnswer } from '../testing/on-answer.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { findContact } from './keep-contact.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const stamp = () => ({ id: world.deps.makeId(), now: world.time.clock.now() });
const hals = () => world.person('hal').events();
const titles = () => hals().map((event) => event.summary);
const rowsOf = async (id: string) => (await world.store.find(runRecords, { index: 'byAppointment', equals: [id] })).items.map(({ side, act }) => `${side} ${act}`);
const fiveMinutes = async (): Promise<void> => {
  for (let minutes = 0; minutes < 5; minutes++) await world.advance(minute);
};
async function booked(): Promise<string> {
  await world.connect('hal');
  const { id } = await world.book({ title: 'One' });
  await world.drain();
  return id;
}

describe('a write that Google did and whose answer was lost', () => {
  test('is undone by who takes the edit back meanwhile', async () => {
    const id = await booked();
    world.fault({ lostReply: true }, { operation: 'events.patch' });
    await world.edit(id, { title: 'Two' });
    await world.drain();
    await world.edit(id, { title: 'One' });
    await fiveMinutes();
    expect([(await world.read(id)).title, titles()]).toEqual(['One', ['One']]);
    expect(await world.linkOf(id)).toMatchObject({ state: 'synced', inflight: [] });
  });

  test('is known for ours also where nothing is written any more: the prefix we wrote is not taken for the title', async () => {
    await world.connect('hal');
    world.fault({ lostReply: true }, { operation: 'events.insert' });
    world.contacts.set('cleo', aContact('cleo'));
    await findContact(world.deps, NORTH, 'cleo');
    const { id } = await world.book({ title: 'One', contactId: 'cleo' });
    await world.drain();
    await world.change('hal-k', { direction: 'from-google' });
    await fiveMinutes();
    expect([(await world.read(id)).title, titles()]).toEqual(['One', ['Contact cleo - One']]);
    expect(await world.linkOf(id)).toMatchObject({ inflight: [], base: { title: 'One' } });
  });

  test('is waited for, and not for ever: one that was never done is settled on', async () => {
    const id = await booked();
    world.fault({ dropped: true }, { operation: 'events.patch' });
    await world.edit(id, { title: 'Two' });
    await world.drain();
    await world.edit(id, { title: 'One' });
    await world.drain();
    const reads = world.calls('events.get');
    await fiveMinutes();
    expect(titles()).toEqual(['One']);
    expect(await world.linkOf(id)).toMatchObject({ state: 'synced', dirtySince: null, inflight: [] });
    expect(world.calls('events.get') - reads).toBeLessThan(4);
  });

  test('and was a removal: who restores the appointment gets its event back', async () => {
    const id = await booked();
    world.fault({ lostReply: true }, { operation: 'events.delete' });
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    await world.edit(id, { status: 'confirmed' });
    await fiveMinutes();
    expect([(await world.read(id)).status, hals().map((event) => event.status)]).toEqual(['confirmed', ['confirmed']]);
    expect(await rowsOf(id)).not.toContain('platform cancelled');
  });

  test('and brought an event back: who cancels again meanwhile is obeyed', async () => {
    const id = await booked();
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    world.fault({ lostReply: true }, { operation: 'events.patch' });
    await world.edit(id, { status: 'confirmed' });
    await world.drain();
    await world.edit(id, { status: 'cancelled' });
    await fiveMinutes();
    expect((await world.read(id)).status).toBe('cancelled');
    expect(hals().filter((event) => event.status !== 'cancelled')).toEqual([]);
  });

  test('and was the removal at a disconnect: connected again, the appointment stands and its event comes back', async () => {
    const id = await booked();
    world.fault({ lostReply: true }, { operation: 'events.delete' });
    const about = { agencyId: NORTH, connectionId: 'hal-k', userId: 'hal', product: 'calendar-2way' } as const;
    await world.beginDisconnect('hal-k', 'remove');
    await world.drain();
    await world.advance(minute);
    world.connections.delete('hal-k');
    await world.tell(connectionRemoved.make(about, stamp()));
    expect(hals().filter((event) => event.status !== 'cancelled')).toEqual([]);
    expect((await world.sent('connection.released')).at(-1)?.data).toMatchObject({ removedEvents: 1 });
    await world.connect('hal');
    await fiveMinutes();
    expect([(await world.read(id)).status, titles()]).toEqual(['confirmed', ['One']]);
  });
});

describe('while a call is on its way', () => {
  test('an edit makes good what Google refuses just now', async () => {
    const id = await booked();
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.patch' });
    onAnswer(world, 'patchEvent', () => world.edit(id, { title: 'Three' }));
    await world.edit(id, { title: 'Two' });
    await world.advance(minute);
    expect(titles()).toEqual(['Three']);
    expect((await world.linkOf(id))?.state).toBe('synced');
  });

  test('a full read that is asked for is not taken for done by the read that was under way', async () => {
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
    await world.connect('hal', { availabilityCalendarIds: [primaryOf('hal')] }, { target: false });
    await world.change('hal-k', { availabilityCalendarIds: [primaryOf('hal')] });
    await world.drain();
    world.person('hal').insert({ summary: 'Theirs', start: { dateTime: '2026-03-20T10:00:00+01:00' }, end: { dateTime: '2026-03-20T11:00:00+01:00' } });
    await world.advance(20 * minute);
    onAnswer(world, 'listEvents', () => world.change('hal-k', { targetCalendarId: primaryOf('hal') }));
    world.person('hal').insert({ summary: 'More', start: { dateTime: '2026-03-21T10:00:00+01:00' }, end: { dateTime: '2026-03-21T11:00:00+01:00' } });
    await world.advance(120 * minute);
    await world.advance(120 * minute);
    const seen = new Set((await world.sent('event.seen')).flatMap(({ data }) => (data as { eventIds: string[] }).eventIds));
    expect(seen.size).toBe(2);
    expect(await world.store.get(googleCalendars, primaryOf('hal'))).toMatchObject({ firstRead: false, fullReadSince: null });
  });
});

test('what was removed before, and is answered so for ever, is asked once and known for gone', async () => {
  const id = await booked();
  world.fault({ status: 410, reason: 'deleted' }, { operation: 'events.delete', left: 1_000 });
  await world.edit(id, { status: 'cancelled' });
  await world.drain();
  expect(world.calls('events.delete')).toBe(1);
  expect(await world.linkOf(id)).toMatchObject({ state: 'gone', dirtySince: null });
  expect(await rowsOf(id)).toContain('google cancelled');
});

test('an event that lost our mark to a program that saved it without is still the same', async () => {
  const id = await booked();
  const [event] = hals();
  world.person('hal').patch(event?.id ?? '', { location: 'There', extendedProperties: { private: null } } as never);
  await world.edit(id, { title: 'Two' });
  await world.drain();
  await world.advance(minute);
  expect(hals()).toMatchObject([{ id: event?.id, summary: 'Two', location: 'There' }]);
  expect((await world.read(id)).location).toBe('There');
});

test('a guest who was invited there is judged, also where our next write was what showed them', async () => {
  const id = await booked();
  const [event] = hals();
  world.person('hal').patch(event?.id ?? '', { attendees: [{ email: 'tim@gmail.com' }] });
  await world.edit(id, { title: 'Two' });
  await world.drain();
  await world.advance(minute);
  expect((await world.sent('event.seen')).length).toBeGreaterThan(0);
});

test('a guest who was invited there is judged, also where the event was changed again before the verdict came', async () => {
  const id = await booked();
  world.contacts.set('cleo', aContact('cleo'));
  const eventId = hals()[0]?.id ?? '';
  const verdict = world.judge;
  world.judge = () => {
    throw new Error('the matcher is away');
  };
  world.person('hal').patch(eventId, { attendees: [{ email: 'cleo@mail.example' }] });
  await expect(world.advance(minute)).rejects.toThrow('the matcher is away');
  world.judge = verdict;
  world.person('hal').patch(eventId, { location: 'Room 5' });
  await world.advance(minute);
  expect(await world.read(id)).toMatchObject({ contactId: 'cleo', location: 'Room 5' });
  const seen = (await world.sent('event.seen')).length;
  world.person('hal').patch(eventId, { location: 'Room 6' });
  await world.advance(minute);
  expect(await world.sent('event.seen')).toHaveLength(seen);
});

test('a process that was held up while it let a connection go touches nothing once the person is connected again', async () => {
  const id = await booked();
  const find = world.store.find.bind(world.store);
  let held = false;
  vi.spyOn(world.store, 'find').mockImplementation(async (collection, query) => {
    const found = await find(collection, query);
    if (collection.name === links.name && query.index === 'byConnection' && !held) {
      held = true;
      await world.store.update(connectionCards, 'hal-k', (card): ConnectionCard => ({ ...card, state: 'live' }));
    }
    return found;
  });
  await world.disconnect('hal-k', 'remove');
  expect([held, titles(), (await world.linkOf(id))?.state]).toEqual([true, ['One'], 'synced']);
});
