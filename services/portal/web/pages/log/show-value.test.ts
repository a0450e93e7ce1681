import { appointmentEdit } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { sayIn } from '../../texts/catalogue.ts';
import * as en from '../../texts/en.ts';
import * as nl from '../../texts/nl.ts';
import * as sv from '../../texts/sv.ts';
import { showValue } from './show-value.ts';

const AMS = 'Europe/Amsterdam';
const names: Readonly<Record<string, string>> = { 'u-ben': 'Ben Okafor', 'u-mira': 'Mira Novak', 'meeting': 'Meeting' };
const show = (field: string, value: unknown): string => showValue(field, value, { texts: { ...sayIn('en-GB', en), locale: 'en-GB' }, zone: AMS, nameOf: (id) => names[id] });

/** What both sides hold beyond the fields a person writes. */
const SYNCED_ONLY = ['exists', 'recurrence', 'guestContactIds'];

test.each([['en', en], ['nl', nl], ['sv', sv]] as const)('every field that can change has a name of its own in %s', (_language, texts) => {
  const names = new Map<string, unknown>(Object.entries(texts.fields));
  const fields = [...Object.keys(appointmentEdit.shape), ...SYNCED_ONLY];
  expect(fields.filter((field) => !names.has(field) || names.get(field) === names.get('other'))).toEqual([]);
});

test('values are read by people: no id, no key, no rule of a format', () => {
  const rows: ReadonlyArray<readonly [field: string, value: unknown, shown: string]> = [
    ['exists', true, 'Yes'],
    ['exists', false, 'No'],
    ['title', 'Massage', 'Massage'],
    ['location', '', '–'],
    ['contactId', null, '–'],
    ['status', 'tentative', 'Tentative'],
    ['type', 'meeting', 'Meeting'],
    ['hostUserId', 'u-ben', 'Ben Okafor'],
    ['hostUserId', 'u-gone', 'Somebody'],
    ['staffUserIds', ['u-ben', 'u-mira'], 'Ben Okafor\nMira Novak'],
    ['staffUserIds', [], '–'],
    ['recurrence', ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'], 'Every 2 weeks'],
    ['recurrence', ['RRULE:FREQ=DAILY', 'EXDATE:20260504'], 'Every day'],
    ['recurrence', ['RDATE:20260504'], 'Repeats by a rule of its own'],
    ['recurrence', [], '–'],
    ['guests', [{ address: 'ann@x.example', name: 'Ann', response: 'accepted' }], 'Ann <ann@x.example>, accepted'],
    ['when', { allDay: true, from: '2026-05-04', toExclusive: '2026-05-07' }, '4 May 2026 – 6 May 2026, All day'],
  ];
  for (const [field, value, shown] of rows) expect([field, show(field, value)]).toEqual([field, shown]);
});

test('a time is shown in the zone of the appointment', () => {
  expect(show('when', { start: '2026-05-04T14:00:00-04:00', end: '2026-05-04T15:00:00-04:00', zone: 'America/New_York' })).toContain('14:00 – 15:00');
});
