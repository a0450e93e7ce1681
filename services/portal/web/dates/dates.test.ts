import { expect, test } from 'vitest';
import { dateAndTime, dayLately, duration, relative, writtenDay } from './format.ts';
import { parseDay } from './parse-day.ts';
import { startOf, whenText } from './when.ts';
import { dayAfter, dayBefore, fromWallTime, later, localTimeIn, wallTimeIn } from './zoned.ts';

const AMS = 'Europe/Amsterdam';
const NOW = Date.parse('2026-05-04T12:00:00Z');

test('an appointment reads as its day and times; whole days without any zone', () => {
  const when = { start: '2026-05-04T14:00:00+02:00', end: '2026-05-04T15:00:00+02:00', zone: AMS };
  expect(whenText(when, 'en-GB', AMS, 'all day')).toMatch(/^Monday,? 4 May 2026, 14:00 – 15:00$/);
  expect(whenText(when, 'sv', 'America/New_York', '')).toContain('08:00 – 09:00');
  expect(whenText({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-05' }, 'nl', AMS, 'hele dag')).toBe('maandag 4 mei 2026, hele dag');
  expect(whenText({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-07' }, 'nl', AMS, 'hele dag')).toBe('4 mei 2026 – 6 mei 2026, hele dag');
  expect(startOf({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-05' })).toBe(Date.parse('2026-05-04T00:00:00Z'));
});

test('lately is told in words, beyond a week the date says more', () => {
  expect([relative(NOW - 5 * 60_000, NOW, 'en'), relative(NOW - 10_000, NOW, 'en'), relative(NOW - 26 * 3_600_000, NOW, 'nl'), relative(NOW - 8 * 86_400_000, NOW, 'en')]).toEqual(['5 minutes ago', 'this minute', 'gisteren', undefined]);
  expect(dateAndTime(NOW, 'en-GB', { now: NOW, zone: AMS })).toBe('4 May, 14:00');
  expect(dateAndTime(NOW, 'en-GB', { now: NOW + 400 * 86_400_000, zone: AMS })).toContain('2026');
  expect([dayLately(NOW - 6 * 3_600_000, NOW, 'en-GB'), dayLately(NOW - 20 * 86_400_000, NOW, 'nl'), dayLately(NOW, NOW + 400 * 86_400_000, 'en-GB')]).toEqual(['Monday', '14 april', '4 May 2026']);
  expect(duration(125_000, 'en-GB')).toMatch(/^2 mins? 5 secs?$/);
});

test('a wall time that a change of clocks skips moves on, one that comes twice is the first', () => {
  expect(fromWallTime('2026-03-29T02:30', AMS)).toBe('2026-03-29T03:30:00+02:00');
  expect(fromWallTime('2026-10-25T02:30', AMS)).toBe('2026-10-25T02:30:00+02:00');
});

test('a day is read as it is written, in every language, and as people type it', () => {
  for (const locale of ['en-GB', 'nl', 'sv']) {
    for (const day of ['2026-01-31', '2026-03-01', '2026-05-04', '2026-10-25', '2027-12-09']) expect([locale, parseDay(writtenDay(day, locale), locale)]).toEqual([locale, day]);
  }
  expect(['2026-5-4', '4-5-2026', '4/5/2026', '4.5.2026', ' 4 may 2026 ', '4 mei 2026'].map((text) => parseDay(text, 'en-GB'))).toEqual(['2026-05-04', '2026-05-04', '2026-05-04', '2026-05-04', '2026-05-04', null]);
  expect(['', '4 May', '31-2-2026', '4 xyz 2026', 'tomorrow', '2026-05'].map((text) => parseDay(text, 'en-GB'))).toEqual([null, null, null, null, null, null]);
});

test('an instant reads as the local time of a zone, with its offset', () => {
  expect([localTimeIn('2026-05-04T12:00:00Z', AMS), wallTimeIn('2026-05-04T12:00:00Z', 'America/New_York')]).toEqual(['2026-05-04T14:00:00+02:00', '2026-05-04T08:00']);
  expect(later('2026-10-25T00:30:00Z', 60, AMS)).toBe('2026-10-25T02:30:00+01:00');
  expect([dayAfter('2026-02-28'), dayBefore('2026-03-01')]).toEqual(['2026-03-01', '2026-02-28']);
});
