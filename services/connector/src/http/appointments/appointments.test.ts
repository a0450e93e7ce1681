import type { Appointment, AppointmentHistory } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { links } from '../../repos/links.ts';
import { aContact, as, at, NORTH, platform, SOUTH } from '../../testing/cast.ts';
import { connect } from '../../testing/connect.ts';
import { importedFromGoogle } from '../../testing/imported.ts';
import { openRoom, type Room } from '../../testing/open-room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  for (const id of ['cleo', 'carl', 'pia']) room.contacts.set(`${NORTH}-${id}`, aContact(`${NORTH}-${id}`));
  room.contacts.set(`${SOUTH}-cleo`, aContact(`${SOUTH}-cleo`, SOUTH));
});
afterEach(() => room.close());

const HAL = as('hal');
const made = async (body: object = {}, caller = HAL): Promise<Appointment> => {
  const answer = await room.call(caller, 'POST', '/v1/appointments', { title: 'Massage', when: at(10), ...body });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as Appointment;
};
const url = (appointment: Appointment) => `/v1/appointments/${appointment.id}`;
const edit = (appointment: Appointment, body: object, caller = HAL, version: number | string = appointment.version) =>
  room.call(caller, 'PATCH', url(appointment), body, { 'if-match': `"${version}"` });
const items = (answer: { body?: unknown }) => (answer.body as { items: Appointment[] }).items;

describe('making appointments', () => {
  test('a new one stands in its host’s own calendar, is told of once, and carries its version as ETag', async () => {
    const answer = await room.call(HAL, 'POST', '/v1/appointments', { title: 'Massage', when: at(10), contactId: 'north-cleo' });
    const appointment = answer.body as Appointment;
    expect(answer).toMatchObject({ status: 201, headers: { etag: '"1"', location: url(appointment) } });
    expect(appointment).toMatchObject({ hostUserId: 'hal', type: 'meeting', bookedBy: 'staff', version: 1, clientName: 'Contact north-cleo', seenAs: 'details', links: [] });
    expect(await room.call(as('ada'), 'GET', `/v1/calendars/${appointment.calendarId}`)).toMatchObject({ status: 200, body: { kind: 'unassigned', userId: 'hal', name: 'Hal' } });
    expect(await room.changes(appointment.id)).toEqual([
      expect.objectContaining({ kind: 'booked', version: 1, cause: 'api', bookedBy: 'staff', fires: true, contactIds: ['north-cleo'], appointmentType: 'meeting' }),
    ]);
  });

  test('who makes it is who booked it', async () => {
    const client = await made({ hostUserId: 'hal' }, as('cleo'));
    expect(client).toMatchObject({ bookedBy: 'customer', contactId: 'north-cleo' });
    expect(await made({ hostUserId: 'hal' }, platform())).toMatchObject({ bookedBy: 'platform', contactId: null });
    expect(await made({}, as('ada'))).toMatchObject({ bookedBy: 'staff', hostUserId: 'ada' });
    expect((await room.changes(client.id))[0]).toMatchObject({ bookedBy: 'customer', contactIds: ['north-cleo'] });
  });

  test('a platform and a client must say whose it is, and it follows from a person’s calendar', async () => {
    const hals = (await made()).calendarId;
    for (const caller of [platform(), as('cleo')]) {
      expect(await room.call(caller, 'POST', '/v1/appointments', { title: 'x', when: at(10) })).toMatchObject({
        status: 422, body: { issues: [{ path: 'body.hostUserId' }] },
      });
      expect(await made({ calendarId: hals }, caller)).toMatchObject({ hostUserId: 'hal', calendarId: hals });
    }
  });

  test('the same POST under one key makes one', async () => {
    const once = () => room.call(HAL, 'POST', '/v1/appointments', { title: 'Massage', when: at(10) }, { 'idempotency-key': 'k1' });
    const [first, second] = [await once(), await once()];
    expect((second.body as Appointment).id).toBe((first.body as Appointment).id);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments'))).toHaveLength(1);
  });

  const UNKNOWN: readonly [string, object, string][] = [
    ['a host nobody knows', { hostUserId: 'nobody' }, 'body.hostUserId'],
    ['a client as host', { hostUserId: 'cleo' }, 'body.hostUserId'],
    ['a colleague nobody knows', { staffUserIds: ['tim', 'nobody'] }, 'body.staffUserIds.1'],
    ['a contact nobody knows', { contactId: 'nobody' }, 'body.contactId'],
    ['P01 a contact of another agency', { contactId: 'south-cleo' }, 'body.contactId'],
    ['a calendar nobody knows', { calendarId: 'nowhere' }, 'body.calendarId'],
    ['a type nobody has', { type: 'therapy' }, 'body.type'],
  ];
  test.each(UNKNOWN)('refused by name: %s', async (_name, body, path) => {
    expect(await room.call(HAL, 'POST', '/v1/appointments', { title: 'x', when: at(10), ...body })).toMatchObject({ status: 422, body: { issues: [{ path }] } });
    expect(items(await room.call(HAL, 'GET', '/v1/appointments'))).toEqual([]);
  });

  test('P01 a calendar of another agency is no calendar here', async () => {
    const theirs = await made({}, as('hal', SOUTH));
    const answer = await room.call(HAL, 'POST', '/v1/appointments', { title: 'x', when: at(10), calendarId: theirs.calendarId });
    expect(answer).toMatchObject({ status: 422, body: { issues: [{ path: 'body.calendarId' }] } });
  });
});

describe('changing appointments', () => {
  test('an edit needs the version that was seen, and says which one stands', async () => {
    const appointment = await made();
    expect(await room.call(HAL, 'PATCH', url(appointment), { title: 'Talk' })).toMatchObject({ status: 428 });
    expect(await edit(appointment, { title: 'Talk' })).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { title: 'Talk', version: 2 } });
    expect(await edit(appointment, { title: 'Chat' })).toMatchObject({ status: 412, body: { currentVersion: 2 } });
  });

  test('C12: a note of ours makes a version and no work for Google', async () => {
    await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
    const appointment = await made();
    const link = async () => (await room.store.find(links, { index: 'byAppointment', equals: [appointment.id] })).items[0];
    const before = await link();
    expect(before).toMatchObject({ state: 'waiting' });
    await room.store.put(links, { ...before!, state: 'synced', dirtySince: null, pushAt: null, base: baseOf(appointment), titlePrefix: '' });
    expect(await edit(appointment, { internalNotes: 'shoulder' })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await link()).toMatchObject({ state: 'synced', dirtySince: null });
    expect(await edit({ ...appointment, version: 2 }, { title: 'Talk' })).toMatchObject({ status: 200 });
    expect(await link()).toMatchObject({ state: 'waiting' });
  });

  test('an edit that changes nothing makes no version and tells nobody', async () => {
    const appointment = await made({ contactId: 'north-cleo' });
    expect(await edit(appointment, { title: 'Massage', when: { ...at(10), start: '2026-03-02T09:00:00Z' }, contactId: 'north-cleo' })).toMatchObject({ body: { version: 1 } });
    expect(await room.changes(appointment.id)).toHaveLength(1);
  });

  test('moving tells of a reschedule, cancelling of a cancellation; what is cancelled stays to be seen', async () => {
    const appointment = await made();
    await edit(appointment, { when: at(14) });
    const cancelled = await room.call(HAL, 'DELETE', url(appointment), undefined, { 'if-match': '"2"' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', version: 3 } });
    expect(await room.call(HAL, 'DELETE', url(appointment), undefined, { 'if-match': '"3"' })).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await room.changes(appointment.id)).map(({ kind }) => kind)).toEqual(['booked', 'rescheduled', 'cancelled']);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments'))).toEqual([]);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments?includeCancelled=true'))).toHaveLength(1);
  });

  test('with another host it moves to that host’s own calendar, and is found with them', async () => {
    const appointment = await made();
    const moved = (await edit(appointment, { hostUserId: 'tim' })).body as Appointment;
    expect(moved.calendarId).not.toBe(appointment.calendarId);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments?userId=hal'))).toEqual([]);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments?userId=tim'))).toMatchObject([{ id: appointment.id }]);
  });

  test('a meeting that an outsider organizes is not edited here, and the answer says why', async () => {
    const appointment = await importedFromGoogle(room, { hostUserId: 'hal', organizedElsewhere: true });
    expect(await edit(appointment, { title: 'Mine' })).toMatchObject({ status: 409, body: { reason: 'organized-elsewhere', fields: ['title'] } });
    expect(await room.call(HAL, 'DELETE', url(appointment), undefined, { 'if-match': '*' })).toMatchObject({ status: 409, body: { reason: 'organized-elsewhere' } });
    expect(await edit(appointment, { internalNotes: 'prepare', title: appointment.title })).toMatchObject({ status: 200, body: { version: 2 } });
  });

  test('under from-google, what Google holds is read only here', async () => {
    await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own', direction: 'from-google' } });
    const appointment = await importedFromGoogle(room, { hostUserId: 'hal', connectionId: 'north-hal-k', googleCalendarId: 'north-hal-own' });
    expect(await edit(appointment, { when: at(16), type: 'call' })).toMatchObject({ status: 409, body: { reason: 'held-by-google', fields: ['when'] } });
    expect(await edit(appointment, { type: 'call' })).toMatchObject({ status: 200, body: { type: 'call' } });
    expect(await made()).toMatchObject({ version: 1 });
  });
});

describe('by the platform’s own id', () => {
  const put = (externalId: string, body: object, caller = platform(), headers = {}) => room.call(caller, 'PUT', `/v1/appointments/by-external-id/${externalId}`, body, headers);
  const NEW = { title: 'Massage', when: at(10), hostUserId: 'hal' };

  test('a PUT makes it once; again changes nothing; another changes what it names', async () => {
    expect(await put('b-1', NEW)).toMatchObject({ status: 201, body: { externalId: 'b-1', version: 1, bookedBy: 'platform' } });
    expect(await put('b-1', NEW)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await put('b-1', { location: 'Room 2' })).toMatchObject({ status: 200, body: { version: 2, title: 'Massage', location: 'Room 2' } });
    expect(await room.call(platform(), 'GET', '/v1/appointments/by-external-id/b-1')).toMatchObject({ status: 200, body: { version: 2 } });
  });

  test('a new one needs at least title and when', async () => {
    expect(await put('b-1', { hostUserId: 'hal' })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.title' }, { path: 'body.when' }] } });
  });

  test('two first PUTs at the same time make one', async () => {
    const answers = await Promise.all([put('b-1', NEW), put('b-1', NEW), put('b-1', { ...NEW, title: 'Talk' })]);
    expect(new Set(answers.map(({ body }) => (body as Appointment).id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  });

  test('If-Match is honoured where it is sent', async () => {
    await put('b-1', NEW);
    expect(await put('b-1', { title: 'Talk' }, platform(), { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await put('b-2', NEW, platform(), { 'if-match': '"1"' })).toMatchObject({ status: 412 });
  });

  test('what is put already cancelled is kept and fires nothing', async () => {
    const { body } = await put('b-1', { ...NEW, status: 'cancelled' });
    expect(await room.changes((body as Appointment).id)).toMatchObject([{ kind: 'cancelled', fires: false }]);
  });

  test('I: a client’s PUT is the customer’s booking, for their own contact only', async () => {
    expect(await put('c-1', NEW, as('cleo'))).toMatchObject({ status: 201, body: { bookedBy: 'customer', contactId: 'north-cleo' } });
    expect(await put('c-1', NEW, as('cleo'))).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await put('c-2', { ...NEW, contactId: 'north-carl' }, as('cleo'))).toMatchObject({ status: 403, body: { issues: [{ path: 'body.contactId' }] } });
    expect(await put('c-1', { title: 'Mine' }, as('carl'))).toMatchObject({ status: 404 });
  });

  test('P01 one id means another record at another agency', async () => {
    await put('b-1', NEW);
    expect(await room.call(platform(SOUTH), 'GET', '/v1/appointments/by-external-id/b-1')).toMatchObject({ status: 404 });
    expect(await put('b-1', NEW, platform(SOUTH))).toMatchObject({ status: 201 });
    expect(await room.call(platform(), 'GET', '/v1/appointments/by-external-id/b-1')).toMatchObject({ body: { version: 1 } });
  });
});

describe('what clients may', () => {
  test('they move and cancel their own, and nothing else of it', async () => {
    const appointment = await made({ contactId: 'north-cleo', internalNotes: 'secret', guests: [{ address: 'g@x.example' }] });
    const cleo = as('cleo');
    expect(await room.call(cleo, 'GET', url(appointment))).toMatchObject({ status: 200, body: { internalNotes: '', guests: [], title: 'Massage' } });
    for (const body of [{ internalNotes: 'x' }, { hostUserId: 'tim' }, { staffUserIds: ['tim'] }, { contactId: null }, { guests: [] }, { status: 'tentative' }, { type: 'call' }]) {
      expect(await edit(appointment, body, cleo)).toMatchObject({ status: 403, body: { issues: [{ path: `body.${Object.keys(body)[0] as string}` }] } });
    }
    expect(await edit(appointment, { when: at(15) }, cleo)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await room.call(cleo, 'DELETE', url(appointment), undefined, { 'if-match': '"2"' })).toMatchObject({ status: 200 });
    expect(await edit(appointment, { status: 'confirmed' }, cleo, 3)).toMatchObject({ status: 403 });
  });

  test('P01 nothing of anybody else’s: not by id, not in lists, not in history', async () => {
    const theirs = await made({ contactId: 'north-carl' });
    const none = await made();
    for (const appointment of [theirs, none]) {
      expect(await room.call(as('cleo'), 'GET', url(appointment))).toMatchObject({ status: 404 });
      expect(await room.call(as('cleo'), 'GET', `${url(appointment)}/history`)).toMatchObject({ status: 404 });
      expect(await edit(appointment, { title: 'x' }, as('cleo'))).toMatchObject({ status: 404 });
    }
    for (const query of ['', '?contactId=north-carl', '?userId=hal', '?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z']) {
      expect(items(await room.call(as('cleo'), 'GET', `/v1/appointments${query}`))).toEqual([]);
    }
  });

  test('history tells them what is theirs to know', async () => {
    const appointment = await made({ contactId: 'north-cleo', internalNotes: 'secret', guests: [{ address: 'g@x.example' }] });
    const { body } = await room.call(as('cleo'), 'GET', `${url(appointment)}/history`);
    expect(JSON.stringify(body)).not.toMatch(/secret|g@x/);
    expect(body).toMatchObject({ versions: [{ after: { title: 'Massage' } }] });
  });
});

describe('J06 what teammates see of what came from a colleague’s Google calendar', () => {
  test('Busy, and when: no title, no client, no guests, no link, in lists as well as alone', async () => {
    const appointment = await importedFromGoogle(room, { hostUserId: 'hal', contactId: 'north-cleo', connectionId: 'north-hal-k', googleCalendarId: 'north-hal-own' });
    for (const viewer of [as('tim'), as('ada')]) {
      const alone = (await room.call(viewer, 'GET', url(appointment))).body;
      const [listed] = items(await room.call(viewer, 'GET', '/v1/appointments?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z'));
      for (const seen of [alone, listed]) {
        expect(seen).toMatchObject({ seenAs: 'busy', title: 'Busy', contactId: null, clientName: null, guests: [], links: [], description: '', when: appointment.when, hostUserId: 'hal' });
        expect(JSON.stringify(seen)).not.toMatch(/Dentist|cleo|Secret lane/);
      }
    }
    expect((await room.call(HAL, 'GET', url(appointment))).body).toMatchObject({ seenAs: 'details', title: 'Dentist' });
    expect((await room.call(platform(), 'GET', url(appointment))).body).toMatchObject({ seenAs: 'details' });
  });

  test('it is not found by its contact, its history shows times only, and nobody else changes it', async () => {
    const appointment = await importedFromGoogle(room, { hostUserId: 'hal', contactId: 'north-cleo' });
    expect(items(await room.call(as('tim'), 'GET', '/v1/appointments?contactId=north-cleo'))).toEqual([]);
    expect(items(await room.call(HAL, 'GET', '/v1/appointments?contactId=north-cleo'))).toHaveLength(1);
    const history = await room.call(as('tim'), 'GET', `${url(appointment)}/history`);
    expect(JSON.stringify(history.body)).not.toMatch(/Dentist|cleo|Secret lane/);
    expect(await edit(appointment, { title: 'Mine' }, as('tim'))).toMatchObject({ status: 403 });
    expect(await edit(appointment, { title: 'Mine' })).toMatchObject({ status: 200 });
  });
});

describe('lists', () => {
  const find = async (query: string) => items(await room.call(platform(), 'GET', `/v1/appointments?${query}`)).map(({ title }) => title);

  test('a span holds what overlaps it, long ones too, each once and in pages', async () => {
    const all = { hostUserId: 'hal' };
    await made({ ...all, title: 'before', when: at(8) }, platform());
    await made({ ...all, title: 'into', when: { ...at(9), end: '2026-03-02T10:30:00+01:00' } }, platform());
    await made({ ...all, title: 'in', when: at(11) }, platform());
    await made({ ...all, title: 'after', when: at(12) }, platform());
    await made({ ...all, title: 'season', when: { allDay: true, from: '2026-01-01', toExclusive: '2026-06-01' } }, platform());
    await made({ ...all, title: 'fortnight', when: { allDay: true, from: '2026-02-28', toExclusive: '2026-03-14' } }, platform());
    await made({ ...all, title: 'past season', when: { allDay: true, from: '2025-01-01', toExclusive: '2025-06-01' } }, platform());
    const span = 'from=2026-03-02T10:00:00%2B01:00&to=2026-03-02T12:00:00%2B01:00';
    for (const more of ['', '&userId=hal']) {
      expect((await find(span + more)).sort()).toEqual(['fortnight', 'in', 'into', 'season']);
      const paged: string[] = [];
      let cursor = '';
      do {
        const { body } = await room.call(platform(), 'GET', `/v1/appointments?${span}${more}&limit=1${cursor}`);
        const page = body as { items: Appointment[]; next?: string };
        paged.push(...page.items.map(({ title }) => title));
        cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`;
      } while (cursor !== '');
      expect(paged.sort()).toEqual(['fortnight', 'in', 'into', 'season']);
    }
  });

  test('without a span: newest change first', async () => {
    const first = await made({ title: 'first' });
    room.time.jump(1_000);
    await made({ title: 'second' });
    room.time.jump(1_000);
    await edit(first, { title: 'first again' });
    expect(await find('')).toEqual(['first again', 'second']);
    expect(await find('userId=hal')).toEqual(['first again', 'second']);
  });

  test('staff beside the host and guests who are contacts count too', async () => {
    await made({ title: 'with tim', staffUserIds: ['tim'] });
    await made({ title: 'for cleo', contactId: 'north-cleo' });
    expect(await find('userId=tim')).toEqual(['with tim']);
    expect(await find('contactId=north-cleo&userId=hal')).toEqual(['for cleo']);
    expect(await find('contactId=north-cleo&userId=tim')).toEqual([]);
  });

  const WRONG = ['from=2026-03-02T10:00:00Z', 'to=2026-03-02T10:00:00Z', 'from=2026-03-03T10:00:00Z&to=2026-03-02T10:00:00Z', 'cursor=nonsense', 'cursor=change.x', 'from=yesterday&to=today', 'limit=0', 'limit=1000', 'userId=a/b', 'nonsense=1'];
  test.each(WRONG)('refused with a reason: %s', async (query) => {
    expect(await room.call(HAL, 'GET', `/v1/appointments?${query}`)).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  });
});

test('Q06: history says what changed, by whom, why, with the value that lost', async () => {
  const appointment = await made();
  await edit(appointment, { when: at(14) }, as('ada'));
  const { versions } = (await room.call(HAL, 'GET', `${url(appointment)}/history`)).body as AppointmentHistory;
  expect(versions).toMatchObject([
    { version: 2, kind: 'rescheduled', by: 'ada', cause: 'api', changedFields: ['when'], before: { when: at(10) }, after: { when: at(14) }, lost: {} },
    { version: 1, kind: 'booked', by: 'hal', before: {} },
  ]);
});

const baseOf = ({ title, when, recurrence, location, meetingLink, description, status, guests }: Appointment) => ({
  exists: true, title, when, recurrence, location, meetingLink, description, status, guests,
});
