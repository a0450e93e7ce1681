import { describe, expect, test } from 'vitest';
import { localTime, sameWhen, spanOf, type When } from './when.ts';

describe('sameWhen', () => {
  const at = (start: string, end: string, zone = 'Europe/Amsterdam'): When => ({ start, end, zone });
  test.each([
    ['the same instant written with another offset', at('2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'), at('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'), true],
    ['sub-second stamps that Google drops (G11)', at('2026-03-02T10:00:00.000+01:00', '2026-03-02T11:00:00+01:00'), at('2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'), true],
    ['another end', at('2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'), at('2026-03-02T10:00:00+01:00', '2026-03-02T11:30:00+01:00'), false],
    ['another zone', at('2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'), at('2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00', 'Europe/Paris'), false],
    ['the same days', { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' }, { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' }, true],
    ['a day and a time', { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' }, at('2026-03-02T00:00:00+01:00', '2026-03-03T00:00:00+01:00'), false],
  ] as const)('%s', (_rule, a, b, same) => {
    expect(sameWhen(a, b)).toBe(same);
    expect(sameWhen(b, a)).toBe(same);
  });
});

test('whole days begin at local midnight, also on the day the clocks change (G02)', () => {
  const { from, to } = spanOf({ allDay: true, from: '2026-03-29', toExclusive: '2026-03-30' }, 'Europe/Amsterdam');
  expect((to - from) / 3_600_000).toBe(23);
  expect(new Date(from).toISOString()).toBe('2026-03-28T23:00:00.000Z');
});

test('a local time carries the offset that its zone has at that instant', () => {
  expect(localTime(Date.parse('2026-01-15T12:00:00Z'), 'America/New_York')).toBe('2026-01-15T07:00:00-05:00');
  expect(localTime(Date.parse('2026-07-15T12:00:00.250Z'), 'America/New_York')).toBe('2026-07-15T08:00:00-04:00');
});
