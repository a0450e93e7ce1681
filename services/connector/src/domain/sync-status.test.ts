import { expect, test } from 'vitest';
import { statusOf, type StatusFacts, type StatusOf } from './sync-status.ts';

const CALENDAR = { problem: null, pausedSince: null, firstRead: false, fullReadSince: null, lastPullAt: 500, lastPushAt: 700 };
const WELL: StatusFacts = {
  connection: { product: 'calendar-2way', state: 'live', cause: null, since: 100 },
  settings: { targetCalendarId: 'g1', frequency: 'realtime' },
  settingsAt: 200,
  target: { available: true },
  mayWrite: true,
  calendar: CALENDAR,
  counts: { linked: 3, waiting: 0, failed: 0 },
  runningSince: undefined,
};
const broken = (cause: string | null) => ({ connection: { ...WELL.connection, state: 'broken' as const, cause } });
const calendar = (more: Partial<typeof CALENDAR> | { problem: string; pausedSince?: number }) => ({ calendar: { ...CALENDAR, ...more } });
const counts = (waiting: number, failed: number) => ({ counts: { linked: 3, waiting, failed } });

// what is stored beside an otherwise quiet connection -> state, reason, since
const TABLE: readonly [string, Partial<StatusFacts>, StatusOf['state'], string | null, number][] = [
  ['all is well', {}, 'connected', null, 100],
  ['the person disconnects', { connection: { ...WELL.connection, state: 'removing' } }, 'off', 'disconnecting', 100],
  ['the agency excludes the role', { connection: { ...WELL.connection, state: 'paused' } }, 'paused', 'role-excluded', 100],
  ['L02: Google took our access', broken('re-consent'), 'needs-you', 'access-revoked', 100],
  ['broken without a cause', broken(null), 'needs-you', 'access-revoked', 100],
  ['the admin of the Google account must act', broken('admin-must-act'), 'needs-you', 'admin-must-act', 100],
  ['Google does not answer the broker', broken('retry'), 'on-it', 'google-not-reachable', 100],
  ['we are set up wrongly', broken('operator-bug'), 'on-it', 'our-mistake', 100],
  ['no calendar chosen', { settings: { ...WELL.settings, targetCalendarId: null } }, 'needs-you', 'choose-calendar', 100],
  ['the calendar is not listed any more', { target: { available: false } }, 'needs-you', 'calendar-gone', 700],
  ['the calendar answers 404', calendar({ problem: 'calendar-gone' }), 'needs-you', 'calendar-gone', 700],
  ['E06: too much vanished at once', calendar({ problem: 'many-deletions', pausedSince: 650 }), 'needs-you', 'many-deletions', 650],
  ['M01: the quota is used up', calendar({ problem: 'quota' }), 'on-it', 'quota', 700],
  ['L09: we may read the calendar and write it no more', { mayWrite: false, ...counts(1, 1) }, 'needs-you', 'not-writable', 700],
  ['the calendar is gone, and was read-only before', { mayWrite: false, target: { available: false } }, 'needs-you', 'calendar-gone', 700],
  ['existing appointments are pushed', { runningSince: 900 }, 'syncing', 'pushing-existing', 900],
  ['the first read is under way', calendar({ firstRead: true, fullReadSince: 300 } as never), 'syncing', 'first-read', 300],
  ['something waits', counts(2, 0), 'syncing', null, 700],
  ['something waits under manual', { ...counts(2, 0), settings: { ...WELL.settings, frequency: 'manual' } }, 'connected', 'waits-for-sync-now', 100],
  ['Q07: a record failed', counts(0, 1), 'needs-you', 'records-failed', 700],
  ['a connection for meetings', { connection: { ...WELL.connection, product: 'meet' }, settings: { ...WELL.settings, targetCalendarId: null } }, 'connected', null, 100],
  ['broken goes before a calendar in trouble', { ...broken('re-consent'), ...calendar({ problem: 'quota' }) }, 'needs-you', 'access-revoked', 100],
];

test.each(TABLE)('L12: %s', (_name, more, state, reason, since) => {
  expect(statusOf({ ...WELL, ...more })).toEqual({ state, reason, since, lastSuccessAt: 700 });
});

test('a connection that has not synced yet has no last success', () => {
  expect(statusOf({ ...WELL, calendar: undefined, connection: { product: 'calendar-2way', state: 'live', cause: null } })).toEqual({
    state: 'connected', reason: null, since: 200, lastSuccessAt: null,
  });
});
