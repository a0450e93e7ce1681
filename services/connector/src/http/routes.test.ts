import type { Appointment, Caller, PlatformCalendar } from '@portal-sync/contracts';
import { routeFaults } from '@portal-sync/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aContact, as, at, NORTH, platform, service, SOUTH } from '../testing/cast.ts';
import { connect } from '../testing/connect.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { aRecord, aRun } from '../testing/runs.ts';
import { routes } from './routes.ts';

/** Hal's records at north: an appointment with Cleo, his connection, a run, his calendar. */
let room: Room;
let appointment: Appointment;
let calendar: PlatformCalendar;
beforeAll(async () => {
  room = await openRoom();
  room.contacts.set('north-cleo', aContact('north-cleo'));
  await connect(room, 'hal', { settings: { targetCalendarId: 'north-hal-own' } });
  await connect(room, 'ada', { agencyId: SOUTH });
  appointment = (await room.call(platform(), 'PUT', '/v1/appointments/by-external-id/CANARY-x', { title: 'CANARY', when: at(10), hostUserId: 'hal', contactId: 'north-cleo' })).body as Appointment;
  calendar = (await room.call(platform(), 'GET', `/v1/calendars/${appointment.calendarId}`)).body as PlatformCalendar;
  await aRecord(room, await aRun(room, 'CANARY-run', 'hal'), 'CANARY-record');
});
afterAll(() => room.close());

type Seen = 'done' | 'refused' | 'hidden' | 'forbidden';
type Who = 'admin' | 'platform' | 'hal' | 'tim' | 'cleo' | 'carl' | 'pia' | 'anyone' | 'service';
const CALLERS: Readonly<Record<Who, Caller>> = {
  admin: as('ada'), platform: platform(), hal: as('hal'), tim: as('tim'), cleo: as('cleo'), carl: as('carl'), pia: as('pia'), anyone: { kind: 'anyone' }, service,
};

interface Row {
  readonly url: () => string;
  readonly body?: () => unknown;
  /** What each caller gets; who is not named gets `forbidden`. */
  readonly gets: Partial<Record<Who, Seen>>;
  /** What another agency's admin gets with these ids. */
  readonly stranger: Seen;
}

const all = (seen: Seen, but: Row['gets'] = {}): Row['gets'] => ({ admin: seen, platform: seen, hal: seen, tim: seen, cleo: seen, carl: seen, pia: seen, ...but });
const NOT_THEIRS = { carl: 'hidden', pia: 'hidden' } as const;
const HALS_OWN = all('hidden', { admin: 'done', platform: 'done', hal: 'done' });
const WORKERS = { admin: 'done', platform: 'done', hal: 'done', tim: 'done' } as const;
const one = (): string => `/v1/appointments/${appointment.id}`;
const byConnection = { connectionId: 'north-hal-k' };

// The whole table of doors: nothing is open to anybody who does not stand here.
const TABLE: Readonly<Record<string, Row>> = {
  listAppointments: { url: () => '/v1/appointments', gets: all('done'), stranger: 'done' },
  createAppointment: { url: () => '/v1/appointments', body: () => ({ title: 'x', when: at(9), hostUserId: 'tim' }), gets: all('done'), stranger: 'done' },
  getAppointment: { url: one, gets: all('done', NOT_THEIRS), stranger: 'hidden' },
  getAppointmentHistory: { url: () => `${one()}/history`, gets: all('done', NOT_THEIRS), stranger: 'hidden' },
  getAppointmentByExternalId: { url: () => '/v1/appointments/by-external-id/CANARY-x', gets: all('done', NOT_THEIRS), stranger: 'hidden' },
  putAppointmentByExternalId: { url: () => '/v1/appointments/by-external-id/CANARY-x', body: () => ({ title: 'CANARY' }), gets: all('done', NOT_THEIRS), stranger: 'refused' },
  editAppointment: { url: one, body: () => ({ title: 'CANARY' }), gets: all('done', NOT_THEIRS), stranger: 'hidden' },
  cancelAppointment: { url: () => '/v1/appointments/nowhere', gets: all('hidden'), stranger: 'hidden' },
  listCalendars: { url: () => '/v1/calendars', gets: WORKERS, stranger: 'done' },
  createCalendar: { url: () => '/v1/calendars', body: () => ({ kind: 'group', name: 'x' }), gets: { admin: 'done', platform: 'done' }, stranger: 'done' },
  getCalendar: { url: () => `/v1/calendars/${calendar.id}`, gets: WORKERS, stranger: 'hidden' },
  changeCalendar: { url: () => `/v1/calendars/${calendar.id}`, body: () => ({ name: calendar.name }), gets: { admin: 'done', platform: 'done', hal: 'done' }, stranger: 'hidden' },
  listGoogleCalendars: { url: () => '/v1/google-calendars?connectionId=north-hal-k', gets: HALS_OWN, stranger: 'hidden' },
  refreshGoogleCalendars: { url: () => '/v1/google-calendars/refresh', body: () => ({ connectionId: 'nowhere' }), gets: all('hidden'), stranger: 'hidden' },
  listBusy: { url: () => '/v1/busy?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z', gets: all('done'), stranger: 'done' },
  getSyncSettings: { url: () => '/v1/sync-settings/north-hal-k', gets: HALS_OWN, stranger: 'hidden' },
  changeSyncSettings: { url: () => '/v1/sync-settings/north-hal-k', body: () => ({ syncAllDay: false }), gets: HALS_OWN, stranger: 'hidden' },
  listSyncStatus: { url: () => '/v1/sync-status', gets: all('done'), stranger: 'done' },
  getSyncStatus: { url: () => '/v1/sync-status/north-hal-k', gets: HALS_OWN, stranger: 'hidden' },
  answerSyncGuard: { url: () => '/v1/sync-status/nowhere/answer', body: () => ({ answer: 'apply' }), gets: all('hidden'), stranger: 'hidden' },
  syncNow: { url: () => '/v1/sync-now', body: () => byConnection, gets: HALS_OWN, stranger: 'hidden' },
  previewPush: { url: () => '/v1/pushes/preview?connectionId=nowhere', gets: all('hidden'), stranger: 'hidden' },
  startPush: { url: () => '/v1/pushes', body: () => ({ connectionId: 'nowhere' }), gets: all('hidden'), stranger: 'hidden' },
  listRuns: { url: () => '/v1/runs', gets: all('done'), stranger: 'done' },
  getRun: { url: () => '/v1/runs/CANARY-run', gets: HALS_OWN, stranger: 'hidden' },
  listRunRecords: { url: () => '/v1/runs/CANARY-run/records', gets: HALS_OWN, stranger: 'hidden' },
  getRunRecord: { url: () => '/v1/runs/CANARY-run/records/CANARY-record', gets: HALS_OWN, stranger: 'hidden' },
  retryRun: { url: () => '/v1/runs/nowhere/retry', gets: all('hidden'), stranger: 'hidden' },
  listConflicts: { url: () => '/v1/conflicts', gets: all('done'), stranger: 'done' },
  receiveGoogleNotification: { url: () => '/google/notifications', gets: all('done', { anyone: 'done', service: 'done' }), stranger: 'done' },
  readEvents: { url: () => '/internal/events/read', body: () => ({ agencyId: NORTH, eventIds: ['e'] }), gets: { service: 'done' }, stranger: 'forbidden' },
  readAppointmentCard: { url: () => `/internal/appointments/${NORTH}/${appointment.id}`, gets: { service: 'done' }, stranger: 'forbidden' },
};

const WORDS: Readonly<Record<number, Seen>> = { 200: 'done', 201: 'done', 202: 'done', 404: 'hidden', 401: 'forbidden', 403: 'forbidden' };

async function ask(id: string, caller: Caller): Promise<{ seen: Seen; text: string; status: number }> {
  const row = TABLE[id] as Row;
  const method = routes.find((route) => route.id === id)?.method ?? 'GET';
  const answer = await room.call(caller, method, row.url(), row.body?.(), { 'if-match': '*' });
  return { seen: WORDS[answer.status] ?? 'refused', text: JSON.stringify(answer.body ?? null), status: answer.status };
}

test('every route stands in the table, well declared', () => {
  expect(routes.map(({ id }) => id).sort()).toEqual(Object.keys(TABLE).sort());
  expect(routeFaults(routes as never)).toEqual([]);
});

describe.each(routes.map(({ id }) => id))('%s', (id) => {
  test('is open to these and closed to all others', async () => {
    const seen: Record<string, Seen> = {};
    for (const [who, caller] of Object.entries(CALLERS)) seen[who] = (await ask(id, caller)).seen;
    expect(seen).toEqual({ ...Object.fromEntries(Object.keys(CALLERS).map((who) => [who, 'forbidden'])), ...TABLE[id]?.gets });
  });

  test('P01: tells another agency nothing of these records', async () => {
    for (const caller of [as('ada', SOUTH), as('hal', SOUTH), as('cleo', SOUTH), platform(SOUTH)]) {
      const { seen, text } = await ask(id, caller);
      expect(text).not.toContain('CANARY');
      expect(text).not.toContain('north');
      if (caller.kind === 'user' && caller.role === 'admin') expect(seen).toBe(TABLE[id]?.stranger);
    }
  });

  test('asks who it is before anything else', async () => {
    const { status } = await ask(id, { kind: 'anyone' });
    expect(status).toBe(TABLE[id]?.gets.anyone === 'done' ? 200 : 401);
  });
});

test('P01: what another agency tried changed nothing', async () => {
  expect(await room.call(platform(), 'GET', one())).toMatchObject({ body: { title: 'CANARY', version: 1 } });
  expect(await room.call(platform(), 'GET', '/v1/sync-settings/north-hal-k')).toMatchObject({ body: { version: 1 } });
});
