import type { SyncSettings, SyncSettingsValues } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { howPulled } from './how-pulled.ts';

type Row = [SyncSettingsValues['frequency'], boolean, 'off' | 'on' | 'refused' | undefined, SyncSettings['pull']];

const TABLE: readonly Row[] = [
  ['realtime', true, 'on', { by: 'watch', everySeconds: null, because: 'google-notifies-us' }],
  ['realtime', true, 'off', { by: 'watch', everySeconds: null, because: 'google-notifies-us' }],
  ['realtime', true, 'refused', { by: 'poll', everySeconds: 30, because: 'calendar-cannot-be-watched' }],
  ['realtime', false, undefined, { by: 'poll', everySeconds: 30, because: 'no-notification-address' }],
  ['5-minutes', true, 'on', { by: 'poll', everySeconds: 300, because: 'you-chose-it' }],
  ['15-minutes', false, 'off', { by: 'poll', everySeconds: 900, because: 'you-chose-it' }],
  ['hourly', true, 'off', { by: 'poll', everySeconds: 3600, because: 'you-chose-it' }],
  ['manual', true, 'on', { by: 'manual', everySeconds: null, because: 'you-chose-it' }],
];

test.each(TABLE)('K17: %s, an address for notifications: %s, watched: %s', (frequency, hasNotifyUrl, watch, expected) => {
  expect(howPulled({ frequency, hasNotifyUrl, watch })).toEqual(expected);
});
