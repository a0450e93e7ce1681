import { expect, test } from 'vitest';
import { syncSettingsChange, syncSettingsValues } from './sync-settings.ts';
import { when } from './shapes.ts';

test.each([
  ['local times with offset and a zone', { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T11:00:00+01:00', zone: 'Europe/Amsterdam' }, true],
  ['a time without an offset', { start: '2026-03-02T10:00:00', end: '2026-03-02T11:00:00+01:00', zone: 'Europe/Amsterdam' }, false],
  ['an end before its start (G04)', { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T09:00:00+01:00', zone: 'Europe/Amsterdam' }, false],
  ['no length at all', { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T10:00:00+01:00', zone: 'Europe/Amsterdam' }, false],
  ['a zone nobody knows', { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T11:00:00+01:00', zone: 'Mars/Olympus' }, false],
  ['whole days, end exclusive', { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' }, true],
  ['no day at all', { allDay: true, from: '2026-03-02', toExclusive: '2026-03-02' }, false],
  ['a day and a time at once', { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03', start: '2026-03-02T10:00:00Z' }, false],
])('when: %s', (_rule, value, ok) => {
  expect(when.safeParse(value).success).toBe(ok);
});

test('the defaults of the sync settings are the product\'s: smart, both ways, platform wins, client shown, no guests, no mail', () => {
  expect(syncSettingsValues.parse({})).toMatchObject({
    direction: 'bidirectional', mode: 'smart', frequency: 'realtime', conflictPolicy: 'platform-wins', clientDetails: 'shown', guestsInGoogle: 'not-added',
    teammatesSee: 'busy', syncAllDay: false, createAppointments: true, notifyClientOn: { timeChange: false, cancellation: false },
  });
});

test('a change of settings names only what changes: defaults do not creep in', () => {
  expect(syncSettingsChange.parse({ mode: 'one-way' })).toEqual({ mode: 'one-way' });
});
