import type { When } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { at } from '../testing/cast.ts';
import { respan } from './respan.ts';
import { spanFields } from './span-fields.ts';

const DAY: When = { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' };
const LONG: When = { allDay: true, from: '2026-03-02', toExclusive: '2026-03-20' };
const doc = (when: When, zone: string) => ({ when, version: 4, ...spanFields(when, zone) }) as AppointmentDoc;

test.each([
  ['a whole day', DAY, 'Asia/Tokyo', { startsAt: Date.parse('2026-03-02T00:00:00+09:00'), endsAt: Date.parse('2026-03-03T00:00:00+09:00'), longUntil: null, version: 4 }],
  ['weeks', LONG, 'Asia/Tokyo', { longUntil: Date.parse('2026-03-20T00:00:00+09:00') }],
  ['a whole day, to a zone with the same clock', DAY, 'Europe/Paris', undefined],
  ['an hour', at(10), 'Asia/Tokyo', undefined],
] as const)('from Amsterdam %s %o moves to %s as %o', (_name, when, zone, moved) => {
  const after = respan(doc(when, 'Europe/Amsterdam'), zone);
  if (moved === undefined) expect(after).toBeUndefined();
  else expect(after).toMatchObject(moved);
});
