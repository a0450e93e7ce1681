import type { AgencyCaller } from '@portal-sync/contracts';
import { AppError, createIds } from '@portal-sync/kernel';
import type { Store, Transaction } from '@portal-sync/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointments, attendances } from '../repos/appointments.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { as, at, NORTH } from '../testing/cast.ts';
import { connect } from '../testing/connect.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { saveAppointment } from './save-appointment.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
});
afterEach(() => room.close());

const HAL = as('hal') as AgencyCaller;
const save = (change: object, store: Store = room.store, appointmentId?: string) =>
  saveAppointment({ ...room.deps, store }, { caller: HAL, key: appointmentId === undefined ? undefined : { appointmentId }, change, headers: {}, needsVersion: false });

/** A store whose power fails when everything is written and nothing committed. */
const failing = (): Store => {
  const transaction = <T>(work: (tx: Transaction) => Promise<T>) =>
    room.store.transaction<T>(async (tx) => {
      await work(tx);
      throw new Error('power cut');
    });
  return { get: room.store.get.bind(room.store), find: room.store.find.bind(room.store), transaction } as Store;
};

const everything = async () => ({
  appointments: (await room.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items,
  people: (await room.store.find(attendances, { index: 'byUser', equals: [NORTH] })).items,
  versions: (await room.store.find(appointmentVersions, { index: 'byAppointment', equals: [] })).items,
  links: (await room.store.find(links, { index: 'byState', equals: [] })).items,
  calendar: await room.store.get(googleCalendars, 'north-hal-own'),
  messages: await room.sent(),
});

test('C01: a new appointment that does not commit leaves nothing, here or due for Google', async () => {
  const before = await everything();
  await expect(save({ title: 'Massage', when: at(10) }, failing())).rejects.toThrow('power cut');
  expect(await everything()).toEqual(before);
});

test('C01: an edit that does not commit leaves what stood', async () => {
  const { appointment } = await save({ title: 'Massage', when: at(10) });
  const before = await everything();
  await expect(save({ title: 'Talk', hostUserId: 'tim' }, failing(), appointment.id)).rejects.toThrow('power cut');
  expect(await everything()).toEqual(before);
});

test('what commits is all there at once: the record, its people, its version, the message, the link, the calendar due', async () => {
  const { appointment } = await save({ title: 'Massage', when: at(10), staffUserIds: ['tim'] });
  const after = await everything();
  expect(after.appointments).toMatchObject([{ id: appointment.id }]);
  expect(after.people.map(({ userId }) => userId).sort()).toEqual(['hal', 'tim']);
  expect(after.versions).toMatchObject([{ appointmentId: appointment.id, version: 1, kind: 'booked' }]);
  expect(after.messages).toMatchObject([{ type: 'appointment.changed', data: { appointmentId: appointment.id, version: 1 } }]);
  expect(after.links).toMatchObject([{ appointmentId: appointment.id, googleCalendarId: 'north-hal-own', kind: 'host', state: 'waiting' }]);
  expect(after.calendar?.dueAt).toBeLessThanOrEqual(room.time.clock.now());
});

test('messages carry ids and never what an appointment says', async () => {
  await save({ title: 'CANARY-title', when: at(10), description: 'CANARY-text', internalNotes: 'CANARY-note', guests: [{ address: 'canary@x.example', name: null, response: 'needs-action', optional: false }] });
  expect(JSON.stringify(await room.sent())).not.toMatch(/canary/i);
});

test('two edits at once both count, one after the other', async () => {
  const { appointment } = await save({ title: 'Massage', when: at(10) });
  await Promise.all([save({ title: 'Talk' }, room.store, appointment.id), save({ location: 'Room 2' }, room.store, appointment.id)]);
  expect(await room.store.get(appointments, appointment.id)).toMatchObject({ title: 'Talk', location: 'Room 2', version: 3 });
  expect((await room.changes(appointment.id)).map(({ version }) => version).sort()).toEqual([1, 2, 3]);
});

test('an edit here is stamped in Google’s time, as the host’s calendar showed it', async () => {
  const { appointment } = await save({ title: 'Massage', when: at(10) });
  await save({ title: 'Talk' }, room.store, appointment.id);
  expect((await room.store.get(appointments, appointment.id))?.editedAt).toEqual({ title: room.time.clock.now() + 250 });
});

/** A store that answers the first transaction as `how` says. */
const oddOnce = (how: 'cut off after the commit' | 'run twice'): Store => {
  let first = true;
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const odd = first;
    first = false;
    if (odd && how === 'run twice') await failing().transaction(work).catch(() => undefined);
    const result = await room.store.transaction(work);
    if (odd && how === 'cut off after the commit') throw new AppError('unavailable');
    return result;
  };
  return { get: room.store.get.bind(room.store), find: room.store.find.bind(room.store), transaction } as Store;
};

test.each(['cut off after the commit', 'run twice'] as const)('a new appointment is made once by tries under one idempotency key, where the first was %s', async (how) => {
  const book = (store: Store) => {
    const makeId = createIds({ now: () => 5 }, { bytes: (count) => new Uint8Array(count), unit: () => 0 });
    return saveAppointment({ ...room.deps, store, makeId }, { caller: HAL, key: undefined, change: { title: 'Massage', when: at(10) }, headers: {}, needsVersion: false });
  };
  await book(oddOnce(how)).catch(() => undefined);
  const again = await book(room.store);
  expect(again.created).toBe(true);
  expect((await everything()).appointments.map(({ id }) => id)).toEqual([again.appointment.id]);
  expect((await room.sent()).filter(({ type }) => type === 'appointment.changed')).toHaveLength(1);
});
