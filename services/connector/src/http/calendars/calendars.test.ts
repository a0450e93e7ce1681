import type { busyAnswer, PlatformCalendar } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { spanFields } from '../../domain/span-fields.ts';
import { busyBlocks } from '../../repos/busy-blocks.ts';
import { googleCalendars } from '../../repos/google-calendars.ts';
import { as, at, NORTH, platform, SOUTH } from '../../testing/cast.ts';
import { connect } from '../../testing/connect.ts';
import { openRoom, type Room } from '../../testing/open-room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const ADA = as('ada');
const group = async (body: object = {}) =>
  (await room.call(ADA, 'POST', '/v1/calendars', { kind: 'group', name: 'Front desk', memberIds: ['hal'], ...body })).body as PlatformCalendar;
const change = (calendar: PlatformCalendar, body: object, caller = ADA) => room.call(caller, 'PATCH', `/v1/calendars/${calendar.id}`, body);

describe('platform calendars', () => {
  test('a group has members, an unassigned one has its person', async () => {
    expect(await group()).toMatchObject({ kind: 'group', memberIds: ['hal'], userId: null, allowTrigger: false, version: 1 });
    expect(await room.call(ADA, 'POST', '/v1/calendars', { kind: 'unassigned', name: 'Second', userId: 'hal' })).toMatchObject({ status: 201, body: { userId: 'hal' } });
    const wrong = [{ kind: 'group', userId: 'hal' }, { kind: 'unassigned' }, { kind: 'unassigned', userId: 'hal', memberIds: ['tim'] }, { kind: 'group', memberIds: ['cleo'] }, { kind: 'group', memberIds: ['nobody'] }];
    for (const body of wrong) expect(await room.call(ADA, 'POST', '/v1/calendars', { name: 'x', ...body })).toMatchObject({ status: 422 });
  });

  test('allow trigger is refused with the reason until a default calendar is chosen', async () => {
    const desk = await group();
    expect(await change(desk, { allowTrigger: true })).toMatchObject({
      status: 409, body: { reason: 'default-calendar-first', issues: [{ path: 'body.allowTrigger' }] },
    });
    expect(await change(desk, { defaultCalendarId: desk.id, allowTrigger: true })).toMatchObject({ status: 200, body: { allowTrigger: true, version: 2 } });
    expect(await change(desk, { defaultCalendarId: null })).toMatchObject({ status: 200, body: { allowTrigger: false, defaultCalendarId: null } });
  });

  test('P01 a default calendar of another agency is none', async () => {
    const theirs = (await room.call(as('ada', SOUTH), 'POST', '/v1/calendars', { kind: 'group', name: 'Theirs' })).body as PlatformCalendar;
    expect(await change(await group(), { defaultCalendarId: theirs.id })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.defaultCalendarId' }] } });
    expect(await room.call(ADA, 'GET', `/v1/calendars/${theirs.id}`)).toMatchObject({ status: 404 });
    expect(await change(theirs, { name: 'Mine' })).toMatchObject({ status: 404 });
  });

  test('staff name their own, and no others', async () => {
    const own = (await room.call(ADA, 'POST', '/v1/calendars', { kind: 'unassigned', name: 'Second', userId: 'hal' })).body as PlatformCalendar;
    expect(await change(own, { name: 'Hal at home' }, as('hal'))).toMatchObject({ status: 200, body: { name: 'Hal at home' } });
    expect(await change(own, { name: 'Tim' }, as('tim'))).toMatchObject({ status: 403 });
    expect(await change(await group(), { name: 'Ours' }, as('hal'))).toMatchObject({ status: 403 });
    expect(await room.call(as('hal'), 'POST', '/v1/calendars', { kind: 'group', name: 'x' })).toMatchObject({ status: 403 });
    expect(await room.call(as('cleo'), 'GET', '/v1/calendars')).toMatchObject({ status: 403 });
  });
});

describe('Google calendars', () => {
  test('O07: those of a connection, with what may be chosen as target', async () => {
    await connect(room, 'hal');
    const list = (caller = as('hal')) => room.call(caller, 'GET', '/v1/google-calendars?connectionId=north-hal-k');
    expect(await list()).toMatchObject({ status: 200, body: { items: [{ id: 'north-hal-read', writable: false }, { id: 'north-hal-own', writable: true, primary: true }] } });
    for (const caller of [as('tim'), as('ada', SOUTH), as('cleo')]) expect(await list(caller)).toMatchObject({ status: 404 });
    expect(await list(platform())).toMatchObject({ status: 200 });
  });
});

describe('busy', () => {
  const SPAN = 'from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z';
  type Busy = z.output<typeof busyAnswer>;
  const busy = async (caller = as('hal'), more = '') => (await room.call(caller, 'GET', `/v1/busy?${SPAN}${more}`)).body as Busy;

  const block = async (id: string, userId: string, when: Parameters<typeof spanFields>[0], title: string | null = 'CANARY dentist') =>
    room.store.put(busyBlocks, {
      id, agencyId: NORTH, userId, googleCalendarId: `north-${userId}-own`, mirrorId: id, when, title, reason: 'unknown-guests', ...spanFields(when, 'Europe/Amsterdam'),
    });
  beforeEach(async () => {
    await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
    await connect(room, 'cleo', { settings: { targetCalendarId: 'north-cleo-own' } });
    await block('b1', 'hal', at(10) as never);
    await block('c1', 'cleo', at(11) as never);
  });

  test('J06: the person sees what it is, everybody else that time is taken', async () => {
    expect((await busy()).blocks).toMatchObject([{ id: 'b1', title: 'CANARY dentist', reason: 'unknown-guests' }]);
    for (const caller of [as('tim'), as('ada'), platform()]) {
      const seen = await busy(caller);
      expect(seen.blocks).toMatchObject([{ id: 'b1', title: null, reason: 'busy', when: at(10) }]);
      expect(JSON.stringify(seen)).not.toContain('CANARY');
    }
  });

  test('nothing of a client’s calendar reaches the agency, and clients see nothing of others', async () => {
    expect((await busy(as('cleo'))).blocks).toMatchObject([{ id: 'c1', title: 'CANARY dentist' }]);
    expect((await busy(as('ada'), '&userId=cleo')).blocks).toEqual([]);
    expect((await busy(as('carl'))).blocks).toEqual([]);
    expect(await room.call(as('carl'), 'GET', `/v1/busy?${SPAN}&userId=hal`)).toMatchObject({ status: 404 });
    expect(await room.call(as('ada', SOUTH), 'GET', `/v1/busy?${SPAN}`)).toMatchObject({ body: { blocks: [], staleCalendarIds: [] } });
  });

  test('holds what overlaps: what began before, what goes on for months, not what only touches', async () => {
    const days = (from: string, toExclusive: string) => ({ allDay: true as const, from, toExclusive });
    await block('sabbatical', 'hal', days('2026-01-01', '2026-12-01'));
    await block('week', 'hal', days('2026-02-27', '2026-03-05'));
    await block('over', 'hal', days('2026-02-01', '2026-03-02'));
    await block('to come', 'hal', days('2026-03-04', '2026-03-05'));
    expect((await busy()).blocks.map(({ id }) => id)).toEqual(['sabbatical', 'week', 'b1']);
  });

  test('never silently free: a calendar that was not read lately is named', async () => {
    expect((await busy()).staleCalendarIds).toEqual([]);
    await room.store.update(googleCalendars, 'north-hal-own', (doc) => ({ ...doc, lastPullAt: room.time.clock.now() - 3_600_000 }));
    expect((await busy()).staleCalendarIds).toEqual(['north-hal-own']);
    expect((await busy(as('tim'))).staleCalendarIds).toEqual(['north-hal-own']);
  });

  test.each(['from=2026-03-02T00:00:00Z', 'from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z', 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z'])('a span that is none: %s', async (query) => {
    expect(await room.call(as('hal'), 'GET', `/v1/busy?${query}`)).toMatchObject({ status: 400 });
  });
});
