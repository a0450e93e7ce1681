import { describe, expect, test } from 'vitest';
import { googleCalendarIdOf, googleEventIdOf, linkId } from './google-ids.ts';

const KEY = 'c2VjcmV0LW9mLXRoZS1hZ2VuY3ktMzItYnl0ZXMtbG9uZyE';
const of = { appointmentId: '01hf7yat00zzzzzzzzzzzzzzzz', googleCalendarId: 'llddm4ubggp59hlfqmm0olj2ctaog5qr', generation: 0 };

describe('the id of our event in Google (A17)', () => {
  test('is made of what Google allows: base32hex, 5 to 1024 characters', () => {
    expect(googleEventIdOf(KEY, of)).toMatch(/^[a-v0-9]{5,1024}$/);
  });

  test('is the same whenever it is computed: no clock, no chance, no restart changes it', () => {
    expect(googleEventIdOf(KEY, { ...of })).toBe(googleEventIdOf(KEY, of));
  });

  test.each([
    ['another agency\'s key', `${KEY}x`, of],
    ['another appointment', KEY, { ...of, appointmentId: '01hf7yat00zzzzzzzzzzzzzzzy' }],
    ['another calendar', KEY, { ...of, googleCalendarId: 'other' }],
    ['another generation', KEY, { ...of, generation: 1 }],
  ])('differs for %s', (_what, key, what) => {
    expect(googleEventIdOf(key, what)).not.toBe(googleEventIdOf(KEY, of));
  });

  test('does not run parts into each other', () => {
    expect(googleEventIdOf(KEY, { ...of, appointmentId: 'ab', googleCalendarId: 'c' })).not.toBe(googleEventIdOf(KEY, { ...of, appointmentId: 'a', googleCalendarId: 'bc' }));
  });
});

test('the same Google calendar is one document per agency, and two agencies never share one', () => {
  expect(googleCalendarIdOf('north', 'team@group.calendar.google.com')).toBe(googleCalendarIdOf('north', 'team@group.calendar.google.com'));
  expect(googleCalendarIdOf('north', 'team@group.calendar.google.com')).not.toBe(googleCalendarIdOf('harbour', 'team@group.calendar.google.com'));
});

test('a link has one id per appointment and calendar', () => {
  expect(linkId('a', 'c')).not.toBe(linkId('a', 'd'));
});
