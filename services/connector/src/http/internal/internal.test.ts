import type { EventToJudge } from '@portal-sync/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrors, type MirrorDoc } from '../../repos/mirrors.ts';
import { platformCalendars } from '../../repos/platform-calendars.ts';
import { googleCalendars } from '../../repos/google-calendars.ts';
import { syncSettings } from '../../repos/sync-settings.ts';
import { as, at, NORTH, platform, service, SOUTH } from '../../testing/cast.ts';
import { connect } from '../../testing/connect.ts';
import { openRoom, type Room } from '../../testing/open-room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
});
afterEach(() => room.close());

const mirror = async (id: string, more: Partial<MirrorDoc> = {}): Promise<void> => {
  const doc: MirrorDoc = {
    id, agencyId: NORTH, googleCalendarId: 'north-hal-own', googleEventId: id, iCalUID: `${id}@google.com`, recurringEventId: null, originalStart: null, recurrence: [],
    expandedUntil: null, etag: '"7"', updatedAt: 1, status: 'confirmed', when: at(10), blocks: true, fields: null, organizer: { address: null, self: true }, ownResponse: null,
    attendees: [{ address: 'kim@x.example', name: 'Kim', self: false, resource: false, organizer: false, response: 'accepted' }], onlyBlocks: null, backFill: false,
    appointmentId: null, verdict: null, seenAt: 1, startsAt: 1, endsAt: 2, ...more,
  };
  await room.store.put(mirrors, mirrors.schema.parse(doc));
};
const read = async (eventIds: string[], agencyId = NORTH): Promise<EventToJudge[]> =>
  ((await room.call(service, 'POST', '/internal/events/read', { agencyId, eventIds })).body as { events: EventToJudge[] }).events;

test('an event is read with the policy that applies now', async () => {
  await mirror('e1', { backFill: true });
  expect(await read(['e1'])).toMatchObject([{
    eventId: 'e1', etag: '"7"', connectionId: 'north-hal-k', userId: 'hal', when: at(10), guests: [{ address: 'kim@x.example' }],
    policy: {
      settingsVersion: 1, mode: 'smart', createAppointments: true, syncAllDay: false, group: null, backFill: { isBackFill: true, contacts: false, triggers: false },
      foldPlusTags: false, blocklist: [],
    },
  }]);
});

test('I07: the account, the person and all who work here are told apart from guests, clients are not', async () => {
  await mirror('e1');
  await connect(room, 'tim');
  await connect(room, 'cleo');
  const [event] = await read(['e1']);
  expect(event?.policy.ownAddresses).toEqual(['hal@gmail.example', 'hal@north.example', 'north-hal-own@google.example']);
  expect([...(event?.policy.teamAddresses ?? [])].sort()).toEqual(['hal@gmail.example', 'hal@north.example', 'tim@gmail.example', 'tim@north.example']);
});

test('a group’s switches come along where appointments go into a group', async () => {
  await mirror('e1');
  await room.store.put(platformCalendars, {
    id: 'g1', agencyId: NORTH, kind: 'group', name: 'Desk', color: '#112233', userId: null, memberIds: ['hal'], defaultCalendarId: 'g1', allowContactCreation: true, allowTrigger: true, version: 1,
  });
  await room.store.update(syncSettings, 'north-hal-k', (doc) => ({ ...doc, version: 4, values: { ...doc.values, appointmentsGoTo: 'g1', mode: 'two-way' as const } }));
  expect(await read(['e1'])).toMatchObject([{ policy: { settingsVersion: 4, mode: 'two-way', group: { allowContactCreation: true, defaultCalendarId: 'g1', allowTrigger: true } } }]);
});

test('left out: what only blocks, what is gone, what nobody leads, what is another agency’s; each once', async () => {
  await mirror('private', { onlyBlocks: 'private' });
  await mirror('sparse', { when: null });
  await mirror('fine');
  await mirror('theirs', { agencyId: SOUTH });
  expect((await read(['private', 'sparse', 'nowhere', 'theirs', 'fine', 'fine'])).map(({ eventId }) => eventId)).toEqual(['fine']);
  expect(await read(['fine'], SOUTH)).toEqual([]);
  await room.store.update(googleCalendars, 'north-hal-own', (doc) => ({ ...doc, leadConnectionId: null }));
  expect(await read(['fine'])).toEqual([]);
});

test('an appointment’s card shows its current state, of its own agency only', async () => {
  const made = (await room.call(platform(), 'POST', '/v1/appointments', { title: 'Massage', when: at(10), hostUserId: 'hal', internalNotes: 'secret' })).body as { id: string };
  expect(await room.call(service, 'GET', `/internal/appointments/${NORTH}/${made.id}`)).toEqual({
    status: 200, body: expect.objectContaining({ id: made.id, version: 1, title: 'Massage', status: 'confirmed', hostUserId: 'hal', contactId: null }),
  });
  expect(await room.call(service, 'GET', `/internal/appointments/${SOUTH}/${made.id}`)).toMatchObject({ status: 404 });
  expect(await room.call(as('ada'), 'GET', `/internal/appointments/${NORTH}/${made.id}`)).toMatchObject({ status: 403 });
});
