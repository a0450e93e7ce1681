import { syncSettingsValues, type Connection, type SyncStatus } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { wishFor } from './connect/wish-for.ts';
import { cardState, wayOut } from './integrations/card-state.ts';
import { modeUnder } from './settings/caps.ts';
import { effectsOf, onlyChanges } from './settings/effects.ts';
import { freshTypeKey } from './admin/fresh-type-key.ts';

const connection = (product: Connection['product'], state: Connection['state'] = 'live'): Connection => ({
  id: `k-${product}`, agencyId: 'a', userId: 'u', product, state, since: 5, cause: null, account: null, scopes: { requested: [], granted: [], missing: [] }, version: 1, madeAt: 1,
});
const settings = syncSettingsValues.parse({ targetCalendarId: 'g1' });

test('1-way blocks 2-way and 2-way blocks 1-way; a Meet connection blocks neither', () => {
  expect(cardState('calendar-2way', [connection('calendar-1way')], [])).toMatchObject({ kind: 'blocked', by: { product: 'calendar-1way' } });
  expect(cardState('calendar-1way', [connection('calendar-2way')], [])).toMatchObject({ kind: 'blocked' });
  expect(cardState('calendar-2way', [connection('meet')], [])).toEqual({ kind: 'free' });
});

test('until the sync has said how a connection stands, the connection itself does', () => {
  const stateOf = (state: Connection['state']) => {
    const shown = cardState('calendar-2way', [connection('calendar-2way', state)], []);
    return shown.kind === 'made' ? [shown.status.state, shown.status.reason] : null;
  };
  expect([stateOf('live'), stateOf('broken'), stateOf('paused'), stateOf('removing')]).toEqual([['syncing', null], ['needs-you', 'access-revoked'], ['paused', 'role-excluded'], ['off', 'disconnecting']]);
});

test('what needs the person comes with one way out; what does not, with none', () => {
  const way = (state: SyncStatus['state'], reason: string | null) => wayOut({ state, reason });
  expect([way('needs-you', 'choose-calendar'), way('needs-you', 'access-revoked'), way('needs-you', 'many-deletions'), way('needs-you', 'records-failed')]).toEqual(['choose-calendar', 'connect-again', 'decide', 'see-failed']);
  expect(way('needs-you', 'empty-read')).toBe('decide');
  expect([way('on-it', 'quota'), way('connected', null), way('needs-you', 'something-new')]).toEqual([null, null, null]);
});

test('going on to Google asks for what fits what stands already', () => {
  const rows = [
    [[], null, 'connect'],
    [[connection('calendar-1way')], null, 'upgrade'],
    [[connection('calendar-2way', 'broken')], null, 'reconnect'],
    [[connection('calendar-2way', 'broken')], 'other-account', 'replace'],
    [[connection('calendar-2way')], null, 'replace'],
    [[connection('calendar-2way', 'removing')], null, undefined],
    [[connection('meet')], null, 'connect'],
  ] as const;
  for (const [standing, why, intent] of rows) expect(wishFor('calendar-2way', standing, why).ask?.intent).toBe(intent);
  expect(wishFor('calendar-1way', [connection('calendar-2way')], null)).toMatchObject({ ask: null, note: 'noteBlocked' });
});

test('direction caps the mode', () => {
  expect([modeUnder('to-google', 'smart'), modeUnder('from-google', 'smart'), modeUnder('bidirectional', 'two-way')]).toEqual(['one-way', 'smart', 'two-way']);
});

test('before saving it is said what is written to Google, and how much', () => {
  expect(effectsOf(settings, { clientDetails: 'hidden' }, 40)).toEqual([{ key: 'effects.hide', values: { count: 40 }, writes: true }]);
  expect(effectsOf(settings, { mode: 'two-way' }, 40)).toEqual([{ key: 'effects.mode', writes: false }]);
  expect(effectsOf(settings, { clientDetails: 'shown', mode: 'smart' }, 40)).toEqual([]);
  expect(effectsOf({ ...settings, targetCalendarId: null }, { targetCalendarId: 'g2' }, 0)).toEqual([{ key: 'effects.firstTarget', writes: false }]);
});

test('only what differs is saved', () => {
  expect(onlyChanges(settings, { mode: 'smart', frequency: 'hourly', availabilityCalendarIds: [] })).toEqual({ frequency: 'hourly' });
});

test('a new type takes a key that no type has', () => {
  expect([freshTypeKey([]), freshTypeKey(['type-2']), freshTypeKey(['meeting', 'type-3'])]).toEqual(['type-1', 'type-3', 'type-4']);
});
