import { agencyChanged } from '@portal-sync/contracts';
import { isAllDay } from '@portal-sync/kernel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleEventIdOf } from '../domain/google-ids.ts';
import { onAgencyChanged } from '../on/agency-changed.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { anAgency, at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { findContact } from './keep-contact.ts';
import { openPass } from './pass.ts';
import { pushLink } from './push-link.ts';
import { writeAppointment } from './write-appointment.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  await world.connect('hal');
});
afterEach(() => world.close());

const hals = () => world.person('hal').events();
const minute = 60_000;

describe('making events', () => {
  test('A01 an appointment is one event in Google, however often its link is worked on', async () => {
    const { id } = await world.book();
    await world.drain();
    await world.store.update(links, `${id}/${primaryOf('hal')}`, (link) => ({ ...link, dirtySince: 1, pushAt: 1, state: 'waiting' as const }));
    await world.advance(minute);
    expect(hals().map((event) => event.summary)).toEqual(['Massage']);
    expect(world.calls('events.insert')).toBe(1);
  });

  test('A02 an insert whose reply is lost is found again: the second one meets its id, reads it back and links it', async () => {
    world.fault({ lostReply: true }, { operation: 'events.insert' });
    const { id } = await world.book();
    await world.drain();
    expect((await world.linkOf(id))?.state).toBe('waiting');
    await world.advance(minute);
    expect(hals()).toHaveLength(1);
    expect((await world.linkOf(id))?.state).toBe('synced');
    expect(world.calls('events.insert')).toBe(2);
    expect(world.calls('events.get')).toBe(1);
    expect(world.calls('events.patch')).toBe(0);
  });

  test('A04 an answer without an id or an etag proves nothing: the event is read before it counts as synced', async () => {
    world.fault({ status: 200, body: { summary: 'something' } }, { operation: 'events.insert' });
    const { id } = await world.book();
    await world.drain();
    const link = await world.linkOf(id);
    expect(link?.state).toBe('synced');
    expect(link?.etag).toBe(hals()[0]?.etag);
    expect(hals()).toHaveLength(1);
  });

  test('A16 two workers with the same job make one event', async () => {
    await world.book();
    const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
    const { items } = await world.store.find(links, { index: 'byPush', equals: [primaryOf('hal'), 'now'] });
    if (calendar === undefined || items[0] === undefined) throw new Error('nothing to push');
    const signal = new AbortController().signal;
    const [one, two] = [await openPass(world.deps, calendar, signal), await openPass(world.deps, calendar, signal)];
    if (one === undefined || two === undefined) throw new Error('no pass');
    await Promise.all([pushLink(one, items[0].id), pushLink(two, items[0].id)]);
    await world.drain();
    expect(hals()).toHaveLength(1);
    expect((await world.linkOf(items[0].appointmentId))?.state).toBe('synced');
  });

  test('an id that a deleted event of ours holds is restored, and one that somebody else took is left to them', async () => {
    const { id } = await world.book();
    await world.drain();
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    expect(hals()).toHaveLength(0);
    await world.edit(id, { status: 'confirmed', title: 'Again' });
    await world.drain();
    expect(hals().map((event) => event.summary)).toEqual(['Again']);
    expect(world.calls('events.insert')).toBe(1);
  });

  test('an id that was taken by a foreign event is given up for the next generation', async () => {
    const { id } = await world.book();
    const taken = googleEventIdOf('key-of-north', { appointmentId: id, googleCalendarId: primaryOf('hal'), generation: 0 });
    world.person('hal').insert({ id: taken, summary: 'Not ours', start: { dateTime: at(15).start }, end: { dateTime: at(15).end } });
    await world.drain();
    expect(hals().map((event) => event.summary).sort()).toEqual(['Massage', 'Not ours']);
    expect((await world.linkOf(id))?.generation).toBe(1);
  });

  test('the client stands before the title, and nothing goes by mail', async () => {
    world.contacts.set('c1', { id: 'c1', agencyId: 'north', name: 'John Smith', addresses: ['john@mail.example'], version: 1 });
    await findContact(world.deps, 'north', 'c1');
    await world.book({ title: 'Deep Tissue Massage', contactId: 'c1' });
    await world.drain();
    expect(hals()[0]?.summary).toBe('John Smith - Deep Tissue Massage');
    expect(world.google.world.state.mails).toEqual([]);
  });
});

describe('changing events', () => {
  test('C07 an edit of the title patches the title and our mark; what others put there survives', async () => {
    const { id } = await world.book({ location: 'Room 1' });
    await world.drain();
    const event = hals()[0];
    world.person('hal').patch(event?.id ?? '', { colorId: '5', attendees: [{ email: 'tim@gmail.com' }], reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } });
    await world.advance(minute);
    await world.edit(id, { title: 'Longer massage' });
    await world.drain();
    const after = world.person('hal').get(event?.id ?? '') as Record<string, unknown> & { attendees?: unknown[] };
    expect(after).toMatchObject({ summary: 'Longer massage', colorId: '5', location: 'Room 1', reminders: { useDefault: false } });
    expect(after.attendees).toHaveLength(1);
    const patches = world.google.world.state.calls.filter((call) => call.operation === 'events.patch');
    expect(patches).toHaveLength(1);
  });

  test('C12 an edit of what Google does not hold makes no call', async () => {
    const { id } = await world.book();
    await world.drain();
    const before = world.google.world.state.calls.length;
    await world.edit(id, { internalNotes: 'allergic to lavender' });
    await world.drain();
    expect(world.google.world.state.calls).toHaveLength(before);
    expect((await world.linkOf(id))?.dirtySince).toBeNull();
  });

  test('C06 an edit that a newer one overtook is never written', async () => {
    const { id } = await world.book();
    await world.drain();
    await world.edit(id, { title: 'Second' });
    await world.edit(id, { title: 'Third' });
    await world.drain();
    expect(hals()[0]?.summary).toBe('Third');
    expect(world.calls('events.patch')).toBe(1);
  });

  test('C04 after a 412, an event that says already what we meant is taken as done, without a second patch', async () => {
    const { id } = await world.book();
    await world.drain();
    world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'The same idea' });
    await world.edit(id, { title: 'The same idea' });
    await world.drain();
    expect(world.calls('events.patch')).toBe(1);
    expect(hals()[0]?.summary).toBe('The same idea');
    expect((await world.linkOf(id))?.state).toBe('synced');
  });

  test('a lost reply on a patch, followed by an edit here, ends with the edit and no conflict', async () => {
    const { id } = await world.book();
    await world.drain();
    world.fault({ lostReply: true }, { operation: 'events.patch' });
    await world.edit(id, { title: 'First edit' });
    await world.drain();
    await world.edit(id, { title: 'Second edit' });
    await world.advance(minute);
    expect(hals()[0]?.summary).toBe('Second edit');
    expect((await world.read(id)).title).toBe('Second edit');
    expect(await world.sent('conflict.found')).toEqual([]);
  });

  test('C09 from hours to whole days and back, Google never holds both', async () => {
    await world.change('hal-k', { syncAllDay: true });
    const { id } = await world.book();
    await world.drain();
    await world.edit(id, { when: { allDay: true, from: '2026-03-05', toExclusive: '2026-03-07' } });
    await world.drain();
    expect(hals()[0]?.start).toEqual({ date: '2026-03-05' });
    await world.edit(id, { when: at(12) });
    await world.drain();
    expect(hals()[0]?.start?.date).toBeUndefined();
    expect(isAllDay((await world.read(id)).when)).toBe(false);
  });

  test('a person makes a whole day of our event while whole days do not sync: it stays in their calendar, and is followed', async () => {
    const { id } = await world.book();
    await world.drain();
    const eventId = hals()[0]?.id ?? '';
    world.person('hal').patch(eventId, { start: { date: '2026-03-05', dateTime: null }, end: { date: '2026-03-06', dateTime: null } });
    await world.advance(minute);
    expect(isAllDay((await world.read(id)).when)).toBe(true);
    world.person('hal').patch(eventId, { summary: 'Theirs' });
    await world.advance(minute);
    expect((await world.read(id)).title).toBe('Theirs');
    await world.edit(id, { title: 'Ours' });
    await world.advance(minute);
    expect(hals()).toMatchObject([{ id: eventId, summary: 'Ours', start: { date: '2026-03-05' } }]);
  });

  test('C14 what Google rewrites is nobody\'s edit: written once, then quiet', async () => {
    const { id } = await world.book({ description: '  <b>Bring</b> shoes ' });
    await world.drain();
    const event = hals()[0];
    world.person('hal').patch(event?.id ?? '', { description: 'Bring shoes' });
    await world.advance(minute);
    await world.advance(minute);
    expect((await world.read(id)).version).toBe(1);
    expect(world.calls('events.patch')).toBe(0);
  });

  test('a type that the agency takes out of its list takes nothing out of anybody\'s calendar', async () => {
    const { id } = await world.book();
    await world.drain();
    const agency = anAgency(NORTH);
    world.agencies.set(NORTH, { ...agency, version: 2, appointmentTypes: agency.appointmentTypes.filter(({ key }) => key !== 'meeting') });
    await onAgencyChanged(world.deps).handle(
      agencyChanged.make({ agencyId: NORTH, version: 2 }, { id: 'm', now: world.time.clock.now() }), { attempt: 1, signal: new AbortController().signal });
    await world.edit(id, { location: 'Room 2' });
    await world.drain();
    expect(hals()).toMatchObject([{ summary: 'Massage', location: 'Room 2' }]);
  });

  test('an edit inside angle brackets or of where a link leads to is an edit, on both sides', async () => {
    const { id } = await world.book({ title: 'Plan <alpha>', description: 'Join <https://meet.example/a>' });
    await world.drain();
    await world.edit(id, { title: 'Plan <beta>', description: '<a href="https://meet.example/b">Join</a>' });
    await world.drain();
    expect(hals()[0]).toMatchObject({ summary: 'Plan <beta>', description: '<a href="https://meet.example/b">Join</a>' });
    world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'Plan <gamma>', description: '<a href="https://meet.example/c">Join</a>' });
    await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ title: 'Plan <gamma>', description: '<a href="https://meet.example/c">Join</a>' });
  });
});

describe('when Google fails', () => {
  test('C01 an edit that is rolled back never reaches Google', async () => {
    const rolledBack = world.store.transaction(async (tx) => {
      await writeAppointment(tx, world.deps, {
        agencyId: 'north', change: { title: 'Never', when: at(9), hostUserId: 'hal', calendarId: 'x', type: 'meeting' }, cause: 'api', by: 'hal', fires: true,
      });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await world.drain();
    expect(hals()).toEqual([]);
  });

  test('C02 while Google does not answer the edit stands here and waits, and goes out when it does', async () => {
    world.fault({ dropped: true }, { operation: 'events.insert', left: 3 });
    const { id } = await world.book();
    await world.drain();
    expect(await world.linkOf(id)).toMatchObject({ state: 'waiting', attempts: 1 });
    for (let tries = 0; tries < 5; tries++) await world.advance(minute);
    expect(await world.linkOf(id)).toMatchObject({ state: 'synced', attempts: 0 });
    expect(hals()).toHaveLength(1);
  });

  test('C11 a record that Google does not accept fails with its reason, and is tried again after an edit only', async () => {
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert' });
    const { id } = await world.book();
    await world.drain();
    expect(await world.linkOf(id)).toMatchObject({ state: 'failed', problem: 'invalid' });
    await world.advance(60 * minute);
    expect(world.calls('events.insert')).toBe(1);
    await world.edit(id, { title: 'Other' });
    await world.drain();
    expect(hals().map((event) => event.summary)).toEqual(['Other']);
  });

  test('M01 a quota refusal stops the calendar for a while and blames no record', async () => {
    world.fault({ status: 403, reason: 'rateLimitExceeded' }, { operation: 'events.insert' });
    const { id } = await world.book();
    await world.drain();
    expect(await world.linkOf(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    await world.advance(2 * minute);
    expect((await world.linkOf(id))?.state).toBe('synced');
  });

  test('L04 a token that Google does not take is replaced once; then the broker is told and writes stop', async () => {
    world.fault({ status: 401, reason: 'authError' }, { operation: 'events.insert', left: 1 });
    const { id } = await world.book();
    await world.drain();
    expect((await world.linkOf(id))?.state).toBe('synced');
    expect(await world.sent('access.refused')).toEqual([]);
    world.fault({ status: 401, reason: 'authError' }, { operation: 'events.patch', left: 2 });
    await world.edit(id, { title: 'Other' });
    await world.drain();
    expect((await world.sent('access.refused')).map((message) => message.data)).toEqual([{ agencyId: 'north', connectionId: 'hal-k', reason: 'auth' }]);
    expect(world.calls('events.patch')).toBe(2);
  });
});

describe('removing events', () => {
  test('E02 cancelled here, the event is removed there, and the link keeps its id', async () => {
    const { id } = await world.book();
    await world.drain();
    const eventId = hals()[0]?.id;
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    expect(hals()).toEqual([]);
    expect(await world.linkOf(id)).toMatchObject({ state: 'gone', googleEventId: eventId });
    expect((await world.read(id)).status).toBe('cancelled');
  });

  test('E12 a removal that succeeded is not done again', async () => {
    const { id } = await world.book();
    await world.drain();
    world.fault({ lostReply: true }, { operation: 'events.delete' });
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    await world.advance(minute);
    await world.advance(60 * minute);
    expect(world.calls('events.delete')).toBeLessThanOrEqual(2);
    const calls = world.calls('events.delete');
    await world.edit(id, { internalNotes: 'x' });
    await world.advance(60 * minute);
    expect(world.calls('events.delete')).toBe(calls);
    expect((await world.linkOf(id))?.state).toBe('gone');
  });

  test('C19 with another host the old event goes and a new one comes, one in each calendar', async () => {
    await world.connect('tim');
    const { id } = await world.book();
    await world.drain();
    await world.edit(id, { hostUserId: 'tim' });
    await world.drain();
    expect(hals()).toEqual([]);
    expect(world.person('tim').events()).toHaveLength(1);
  });
});
