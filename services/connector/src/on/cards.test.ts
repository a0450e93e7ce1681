import {
  agencyChanged, agencyRemoved, agencyRemovedDone, contactChanged, contactErased, contactErasedDone, userChanged, userRemoved, userRemovedDone,
  type Appointment, type AppointmentHistory, type PlatformCalendar,
} from '@portal-sync/contracts';
import type { CloudEvent } from '@portal-sync/kernel';
import type { MessageHandler } from '@portal-sync/runtime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runRemoval } from '../actions/run-removal.ts';
import { newLink } from '../domain/new-link.ts';
import { ownCalendarId } from '../domain/own-calendar.ts';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointments } from '../repos/appointments.ts';
import { connectionCards, contactCards, userCards } from '../repos/cards.ts';
import { calendarAccesses, googleCalendars } from '../repos/google-calendars.ts';
import { empty } from '../repos/empty.ts';
import { links } from '../repos/links.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { removals } from '../repos/removals.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { aContact, as, at, NORTH, platform, SOUTH } from '../testing/cast.ts';
import { connect } from '../testing/connect.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { aRecord, aRun } from '../testing/runs.ts';
import { onAgencyChanged } from './agency-changed.ts';
import { onAgencyRemoved } from './agency-removed.ts';
import { onContactChanged } from './contact-changed.ts';
import { onContactErased } from './contact-erased.ts';
import { onUserChanged } from './user-changed.ts';
import { onUserRemoved } from './user-removed.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  room.contacts.set('jo', aContact('jo', NORTH, { name: 'Jo Smith', addresses: ['Jo@Mail.example'] }));
});
afterEach(() => room.close());

const stamp = () => ({ id: room.deps.makeId(), now: room.time.clock.now() });
const take = (handler: MessageHandler, message: CloudEvent) => handler.handle(message, { attempt: 1, signal: new AbortController().signal });
const book = async (body: object = {}) =>
  (await room.call(platform(), 'POST', '/v1/appointments', { title: 'Massage', when: at(10), hostUserId: 'hal', ...body })).body as Appointment;

describe('people', () => {
  const told = (userId: string) => take(onUserChanged(room.deps), userChanged.make({ agencyId: NORTH, userId, version: 1 }, stamp()));
  const calendarsOf = async (userId: string) => (await room.store.find(platformCalendars, { index: 'byUser', equals: [NORTH, userId] })).items;

  test('who works here gets one calendar of their own, however often we hear of them; clients get none', async () => {
    for (const userId of ['hal', 'hal', 'ada', 'cleo']) await told(userId);
    expect(await calendarsOf('hal')).toMatchObject([{ id: ownCalendarId(NORTH, 'hal'), kind: 'unassigned', name: 'Hal' }]);
    expect(await calendarsOf('ada')).toHaveLength(1);
    expect(await calendarsOf('cleo')).toEqual([]);
  });

  test('M16: an older card does not overwrite a newer one, and a person nobody has leaves nothing', async () => {
    room.users.set(`${NORTH}/hal`, { ...room.users.get(`${NORTH}/hal`)!, version: 5, name: 'Hal the newer' });
    await told('hal');
    room.users.set(`${NORTH}/hal`, { ...room.users.get(`${NORTH}/hal`)!, version: 4, name: 'Hal the older' });
    await told('hal');
    expect((await room.store.get(userCards, `${NORTH}/hal`))?.name).toBe('Hal the newer');
    await told('nobody');
    expect(await room.store.get(userCards, `${NORTH}/nobody`)).toBeUndefined();
  });

  test('an agency that changed is read again', async () => {
    await book();
    room.agencies.set(NORTH, { ...room.agencies.get(NORTH)!, version: 2, zone: 'Asia/Tokyo' });
    await take(onAgencyChanged(room.deps), agencyChanged.make({ agencyId: NORTH, version: 2 }, stamp()));
    expect((await room.deps.agencies.get(NORTH))?.zone).toBe('Asia/Tokyo');
  });
});

describe('contacts', () => {
  const told = () => take(onContactChanged(room.deps), contactChanged.make({ agencyId: NORTH, contactId: 'jo', version: 2 }, stamp()));

  test('a new name is what people see, and is written before the titles of coming appointments in Google', async () => {
    await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
    const past = await book({ contactId: 'jo', when: { ...at(6), end: '2026-03-02T06:30:00+01:00' } });
    const coming = await book({ contactId: 'jo', when: at(10, 4) });
    for (const { id } of [past, coming]) {
      const link = (await room.store.find(links, { index: 'byAppointment', equals: [id] })).items[0]!;
      const { title, when, recurrence, location, meetingLink, description, status, guests } = (await room.store.get(appointments, id))!;
      const base = { exists: true, title, when, recurrence, location, meetingLink, description, status, guests };
      await room.store.put(links, { ...link, state: 'synced', dirtySince: null, pushAt: null, base, titlePrefix: 'Jo Smith - ' });
    }
    room.contacts.set('jo', { ...room.contacts.get('jo')!, name: 'Jo Jones', version: 2 });
    await told();
    const dirty = async (id: string) => (await room.store.find(links, { index: 'byAppointment', equals: [id] })).items[0]?.dirtySince !== null;
    expect([await dirty(past.id), await dirty(coming.id)]).toEqual([false, true]);
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${coming.id}`)).body).toMatchObject({ clientName: 'Jo Jones', version: 1 });
  });
});

/** Works like the worker until the removal is done; how often it was put off. */
async function finish(kind: 'agency' | 'user' | 'contact', agencyId: string, subjectId: string): Promise<number> {
  for (let waits = 0; ; waits++) {
    const doc = await room.store.get(removals, `${kind}/${agencyId}/${subjectId}`);
    if (doc === undefined || doc.doneAt !== null) return waits;
    const { nextAt } = await runRemoval(room.deps, doc);
    if (nextAt !== null) room.time.jump(nextAt - room.time.clock.now());
    if (waits > 1000) throw new Error('never done');
  }
}
const answers = async (type: string) => (await room.sent(type)).map(({ data }) => data);

describe('an erased contact', () => {
  const erase = async () => {
    await take(onContactErased(room.deps), contactErased.make({ agencyId: NORTH, contactId: 'jo' }, stamp()));
    await finish('contact', NORTH, 'jo');
  };
  const everywhere = async () => JSON.stringify([
    (await room.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items,
    (await room.store.find(appointmentVersions, { index: 'byAppointment', equals: [] })).items,
    (await room.store.find(runRecords, { index: 'byRun', equals: [] })).items,
    (await room.store.find(contactCards, { index: 'byAgency', equals: [NORTH] })).items,
  ]);

  test('leaves the service and its time, and nothing of the person: here, in history, in the log', async () => {
    const mine = await book({ contactId: 'jo', title: 'Jo Smith - Massage', description: 'CANARY knee', internalNotes: 'CANARY note', location: 'CANARY lane' });
    await room.call(as('hal'), 'PATCH', `/v1/appointments/${mine.id}`, { description: 'CANARY back' }, { 'if-match': '"1"' });
    await aRecord(room, await aRun(room, 'h1', 'hal'), 'r1', { appointmentId: mine.id });
    await erase();
    expect(await everywhere()).not.toMatch(/CANARY|Smith|"jo"/);
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${mine.id}`)).body).toMatchObject({ title: 'Massage', contactId: null, when: at(10), description: '' });
    expect((await room.changes(mine.id)).at(-1)).toMatchObject({ cause: 'repair', fires: false, contactIds: [] });
    expect(((await room.call(as('hal'), 'GET', `/v1/appointments/${mine.id}/history`)).body as AppointmentHistory).versions.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'booked']);
  });

  test('as a guest of somebody else’s appointment: only the guest goes', async () => {
    const shared = await book({ title: 'Meeting', description: 'Agenda', guests: [{ address: 'JO@mail.example' }, { address: 'other@mail.example' }] });
    await room.store.transaction(async (tx) => {
      const { writeAppointment } = await import('../actions/write-appointment.ts');
      await writeAppointment(tx, room.deps, { agencyId: NORTH, appointmentId: shared.id, change: { guestContactIds: ['jo'] }, cause: 'judged', by: 'google', fires: false });
    });
    room.contacts.get('jo');
    await room.store.put(contactCards, room.contacts.get('jo')!);
    await erase();
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${shared.id}`)).body).toMatchObject({ title: 'Meeting', description: 'Agenda', guests: [{ address: 'other@mail.example' }] });
    expect(await everywhere()).not.toMatch(/jo@mail/i);
  });

  test('is answered with how many records it was, again when asked again, and others are left alone', async () => {
    room.contacts.set('kim', aContact('kim', NORTH, { name: 'Kim' }));
    const other = await book({ contactId: 'kim', title: 'Kim - Massage', description: 'stays' });
    await book({ contactId: 'jo' });
    await erase();
    await erase();
    const done = await answers('contact.erased.done');
    expect(done).toMatchObject([{ agencyId: NORTH, subjectId: 'jo', service: 'connector' }, { subjectId: 'jo' }]);
    expect(contactErasedDone.connector.read((await room.sent('contact.erased.done'))[0]!).count).toBeGreaterThan(2);
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${other.id}`)).body).toMatchObject({ title: 'Kim - Massage', description: 'stays', version: 1 });
  });
});

describe('a removed user', () => {
  test('N11: who was made anew under that id keeps what is theirs, when it is said again', async () => {
    await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
    await take(onUserRemoved(room.deps), userRemoved.make({ agencyId: NORTH, userId: 'hal' }, stamp()));
    expect(await room.store.get(removals, `user/${NORTH}/hal`)).toBeUndefined();
  });

  test('N11: their settings, calendars and log go, the agency’s appointments and everybody else’s stay', async () => {
    const card = await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
    await connect(room, 'tim');
    await connect(room, 'hal', { agencyId: SOUTH });
    const group = (await room.call(as('ada'), 'POST', '/v1/calendars', { kind: 'group', name: 'Desk', memberIds: ['hal', 'tim'] })).body as PlatformCalendar;
    const mine = await book();
    await aRecord(room, await aRun(room, 'h1', 'hal'), 'r1');
    await aRun(room, 't1', 'tim');
    room.users.delete(`${NORTH}/hal`);
    await take(onUserRemoved(room.deps), userRemoved.make({ agencyId: NORTH, userId: 'hal' }, stamp()));
    // The broker's conversation is over: the connection reaches nothing any more.
    await room.store.remove(connectionCards, card.id);
    await empty(room.store, calendarAccesses, 'byConnection', [card.id]);
    await finish('user', NORTH, 'hal');
    const left = {
      settings: (await room.store.find(syncSettings, { index: 'byUser', equals: [NORTH] })).items.map(({ userId }) => userId),
      calendars: (await room.store.find(googleCalendars, { index: 'byAgency', equals: [NORTH] })).items.map(({ id }) => id).sort(),
      accesses: (await room.store.find(calendarAccesses, { index: 'byAgency', equals: [NORTH] })).items.map(({ userId }) => userId),
      runs: (await room.store.find(runs, { index: 'byAgency', equals: [NORTH] })).items.map(({ id }) => id),
      records: await room.store.get(runRecords, 'r1'),
    };
    expect(left).toEqual({ settings: ['tim'], calendars: ['north-tim-own', 'north-tim-read'], accesses: ['tim', 'tim'], runs: ['t1'], records: undefined });
    expect((await room.store.get(platformCalendars, group.id))?.memberIds).toEqual(['tim']);
    expect((await room.call(as('ada'), 'GET', `/v1/appointments/${mine.id}`)).status).toBe(200);
    expect((await room.store.find(syncSettings, { index: 'byUser', equals: [SOUTH] })).items).toHaveLength(1);
    expect(userRemovedDone.connector.read((await room.sent('user.removed.done'))[0]!)).toMatchObject({ subjectId: 'hal' });
  });

  test('waits for connections to be let go of, but not for ever', async () => {
    await connect(room, 'hal');
    room.users.delete(`${NORTH}/hal`);
    await take(onUserRemoved(room.deps), userRemoved.make({ agencyId: NORTH, userId: 'hal' }, stamp()));
    const from = room.time.clock.now();
    expect(await finish('user', NORTH, 'hal')).toBeGreaterThan(10);
    expect(room.time.clock.now() - from).toBe(15 * 60_000);
  });
});

test('P01: a removed agency leaves nothing of its own and everything of the other', async () => {
  for (const agencyId of [NORTH, SOUTH]) {
    const card = await connect(room, 'hal', { agencyId, settings: { targetCalendarId: `${agencyId}-hal-own` } });
    await room.call(platform(agencyId), 'PUT', '/v1/appointments/by-external-id/x', { title: 'Massage', when: at(10), hostUserId: 'hal' });
    await room.store.put(runs, { ...(await aRun(room, `${agencyId}-run`, 'hal')), agencyId });
    await room.store.put(links, newLink({ agencyId, appointmentId: 'lost', googleCalendarId: `${agencyId}-hal-own`, connectionId: card.id, kind: 'host' }, 1));
  }
  await room.store.remove(connectionCards, 'north-hal-k');
  await take(onAgencyRemoved(room.deps), agencyRemoved.make({ agencyId: NORTH }, stamp()));
  await finish('agency', NORTH, NORTH);
  const left = async (agencyId: string) => [
    (await room.store.find(appointments, { index: 'byTime', equals: [agencyId] })).items.length,
    (await room.store.find(platformCalendars, { index: 'byAgency', equals: [agencyId] })).items.length > 0,
    (await room.store.find(googleCalendars, { index: 'byAgency', equals: [agencyId] })).items.length,
    (await room.store.find(runs, { index: 'byAgency', equals: [agencyId] })).items.length,
    (await room.store.find(userCards, { index: 'byAgency', equals: [agencyId] })).items.length,
  ];
  expect(await left(NORTH)).toEqual([0, false, 0, 0, 0]);
  expect(await left(SOUTH)).toEqual([1, true, 2, 1, 1]);
  expect(agencyRemovedDone.connector.read((await room.sent('agency.removed.done'))[0]!).count).toBeGreaterThan(5);
});
