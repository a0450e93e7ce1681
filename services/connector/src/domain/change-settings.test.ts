import type { Product } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { changeSettings, type SettingsChange, type SettingsFacts } from './change-settings.ts';
import { defaultSettings } from './settings-caps.ts';

const access = (googleCalendarId: string, accessRole: 'owner' | 'writer' | 'reader' | 'freeBusyReader' | 'writerWithoutPrivateAccess', available = true) => ({
  googleCalendarId, accessRole, available,
});
const facts = (product: Product = 'calendar-2way', more: Partial<SettingsFacts> = {}): SettingsFacts => ({
  product,
  userId: 'hal',
  accesses: [access('own', 'owner'), access('team', 'writer'), access('read', 'reader'), access('busy', 'freeBusyReader'), access('gone', 'owner', false)],
  types: ['meeting', 'call'],
  goesTo: undefined,
  ...more,
});
const change = (asked: SettingsChange, product: Product = 'calendar-2way', more: Partial<SettingsFacts> = {}) => {
  const { values, issues } = changeSettings(defaultSettings(product), asked, facts(product, more));
  return { values, paths: issues.map((found) => found.path.replace('body.', '')) };
};

test('every default can be saved as it stands', () => {
  for (const product of ['calendar-2way', 'calendar-1way'] as const) expect(change(defaultSettings(product), product).paths).toEqual([]);
});

test('the defaults are those of the product', () => {
  expect(defaultSettings('calendar-2way')).toMatchObject({
    direction: 'bidirectional', mode: 'smart', frequency: 'realtime', conflictPolicy: 'platform-wins', syncAllDay: false, createAppointments: true,
    teammatesSee: 'busy', clientDetails: 'shown', guestsInGoogle: 'not-added', platformCalendars: 'all', targetCalendarId: null,
  });
  expect(defaultSettings('calendar-1way')).toMatchObject({ direction: 'to-google', mode: 'one-way' });
});

// asked for, and the field that is refused
const REFUSED: readonly [string, SettingsChange, string[], Product?, Partial<SettingsFacts>?][] = [
  ['conflicts by hand', { conflictPolicy: 'manual' }, ['conflictPolicy']],
  ['single calendars to push', { platformCalendars: ['c1'] }, ['platformCalendars']],
  ['no calendar to push', { platformCalendars: [] }, ['platformCalendars']],
  ['details for teammates', { teammatesSee: 'details' }, ['teammatesSee']],
  ['details for a colleague', { detailsForUserIds: ['tim'] }, ['detailsForUserIds']],
  ['availability only', { availabilityOnly: true }, ['availabilityOnly']],
  ['guests added silently', { guestsInGoogle: 'added-silently' }, ['guestsInGoogle']],
  ['guests invited', { guestsInGoogle: 'invited-by-mail' }, ['guestsInGoogle']],
  ['clients told of a new time', { notifyClientOn: { timeChange: true, cancellation: false } }, ['notifyClientOn']],
  ['clients told of a cancellation', { notifyClientOn: { timeChange: false, cancellation: true } }, ['notifyClientOn']],
  ['moving what stands in the old target', { targetCalendarId: 'own', oldTarget: 'move' }, ['oldTarget']],
  ['removing what stands in the old target', { targetCalendarId: 'own', oldTarget: 'remove' }, ['oldTarget']],
  ['several at once', { conflictPolicy: 'manual', availabilityOnly: true }, ['conflictPolicy', 'availabilityOnly']],
  ['both ways on a one-way connection', { direction: 'bidirectional' }, ['direction'], 'calendar-1way'],
  ['from Google on a one-way connection', { direction: 'from-google', mode: 'smart' }, ['direction'], 'calendar-1way'],
  ['a mode that takes events on a one-way connection', { mode: 'two-way' }, ['mode'], 'calendar-1way'],
  ['a mode that takes events, where nothing is taken', { direction: 'to-google', mode: 'smart' }, ['mode']],
  ['a direction on a connection for meetings', { direction: 'to-google' }, ['direction'], 'meet'],
  ['a target of somebody else', { targetCalendarId: 'other' }, ['targetCalendarId']],
  ['a target that we may only read', { targetCalendarId: 'read' }, ['targetCalendarId']],
  ['a target that shows only free and busy', { targetCalendarId: 'busy' }, ['targetCalendarId']],
  ['a target that Google lists no more', { targetCalendarId: 'gone' }, ['targetCalendarId']],
  ['O07: a target that is written but not owned, on a one-way connection', { targetCalendarId: 'team' }, ['targetCalendarId'], 'calendar-1way'],
  ['the target as availability too', { targetCalendarId: 'own', availabilityCalendarIds: ['own'] }, ['availabilityCalendarIds']],
  ['availability of somebody else', { availabilityCalendarIds: ['other'] }, ['availabilityCalendarIds']],
  ['a type nobody has', { syncTypes: { task: true } }, ['syncTypes']],
  ['a default type nobody has', { defaultType: 'task' }, ['defaultType']],
  ['appointments into a calendar of nobody', { appointmentsGoTo: 'c9' }, ['appointmentsGoTo']],
  ["appointments into a colleague's calendar", { appointmentsGoTo: 'c2' }, ['appointmentsGoTo'], 'calendar-2way', { goesTo: { kind: 'unassigned', userId: 'tim', memberIds: [] } }],
  ['appointments into a group without us', { appointmentsGoTo: 'g2' }, ['appointmentsGoTo'], 'calendar-2way', { goesTo: { kind: 'group', userId: null, memberIds: ['tim'] } }],
];
test.each(REFUSED)('refused with the name of the field: %s', (_name, asked, paths, product, more) => {
  expect(change(asked, product, more).paths).toEqual(paths);
});

const TAKEN: readonly [string, SettingsChange, Partial<SettingsFacts>?][] = [
  ['a target and availability beside it', { targetCalendarId: 'own', availabilityCalendarIds: ['team', 'busy'] }],
  ['each direction', { direction: 'from-google' }],
  ['each mode', { mode: 'disable-trigger' }],
  ['each frequency', { frequency: 'manual' }],
  ['Google wins', { conflictPolicy: 'google-wins' }],
  ['last modified wins', { conflictPolicy: 'last-modified-wins' }],
  ['types', { syncTypes: { call: true, meeting: false }, defaultType: 'call' }],
  ['hidden details in Google', { clientDetails: 'hidden' }],
  ['events that only block', { createAppointments: false, syncAllDay: true }],
  ['a group that we are in', { appointmentsGoTo: 'g1' }, { goesTo: { kind: 'group', userId: null, memberIds: ['hal'] } }],
];
test.each(TAKEN)('taken as asked: %s', (_name, asked, more) => {
  const { values, paths } = change(asked, 'calendar-2way', more);
  expect(paths).toEqual([]);
  expect(values).toMatchObject(asked);
});

test('what stands in the old target is left there, and that is said, not stored', () => {
  const { values, paths } = change({ targetCalendarId: 'own', oldTarget: 'leave' });
  expect(paths).toEqual([]);
  expect(values).not.toHaveProperty('oldTarget');
});

test('a direction takes the mode along when no mode was asked for', () => {
  expect(change({ direction: 'to-google' }).values.mode).toBe('one-way');
});

test('a chosen calendar that vanished at Google does not stand in the way of other changes', () => {
  const before = { ...defaultSettings('calendar-2way'), targetCalendarId: 'vanished', availabilityCalendarIds: ['lost'] };
  expect(changeSettings(before, { frequency: 'hourly' }, facts()).issues).toEqual([]);
});

test('a calendar named twice counts once', () => {
  expect(change({ availabilityCalendarIds: ['team', 'team'] }).values.availabilityCalendarIds).toEqual(['team']);
});
