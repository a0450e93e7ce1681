import { expect, test } from 'vitest';
import { googleCalendarIdOf, googleEventIdOf } from './google-ids.ts';
import { MARK_KEYS, readMark, writeMark } from './mark.ts';

const mark = { appointmentId: 'a1', stamp: '3-7' };
const event = (properties: Record<string, string>) => ({ extendedProperties: { private: properties } });

test('a mark is proved by the agency\'s own key alone', () => {
  expect(readMark('north', event(writeMark('north', mark)))).toEqual({ kind: 'ours', ...mark });
  expect(readMark('south', event(writeMark('north', mark)))).toEqual({ kind: 'foreign' });
});

test('any part of a mark that is altered or missing makes it foreign, and none at all makes it nobody\'s', () => {
  const written = writeMark('north', mark);
  for (const key of Object.values(MARK_KEYS)) {
    expect(readMark('north', event({ ...written, [key]: 'x' })).kind).toBe('foreign');
  }
  const { [MARK_KEYS.proof]: _proof, ...unproved } = written;
  expect(readMark('north', event(unproved)).kind).toBe('foreign');
  expect(readMark('north', event({ other: 'product' })).kind).toBe('none');
  expect(readMark('north', {}).kind).toBe('none');
});

test('names of our properties fit Google\'s limits and name nobody', () => {
  for (const [key, value] of Object.entries(writeMark('north', mark))) {
    expect(key.length).toBeLessThanOrEqual(44);
    expect(value.length).toBeLessThanOrEqual(1_024);
    expect(key.toLowerCase()).not.toMatch(/portal|sync/);
  }
});

test('A17 ids for Google are base32hex, the same after every start, and others for another calendar, generation or agency', () => {
  const of = { appointmentId: '01jnmf6w0000000000000000', googleCalendarId: 'cal', generation: 0 };
  const id = googleEventIdOf('key', of);
  expect(id).toBe('dffo9d9eestbs0efku6jd3oab1s2vqla36q48jhnbdskpkruhbb0');
  expect(id).toMatch(/^[a-v0-9]{52}$/);
  const others = [googleEventIdOf('other', of), googleEventIdOf('key', { ...of, generation: 1 }), googleEventIdOf('key', { ...of, googleCalendarId: 'cal2' })];
  expect(new Set([id, ...others]).size).toBe(4);
});

test('a Google calendar is one record per agency', () => {
  expect(googleCalendarIdOf('north', 'x@gmail.com')).toBe(googleCalendarIdOf('north', 'x@gmail.com'));
  expect(googleCalendarIdOf('north', 'x@gmail.com')).not.toBe(googleCalendarIdOf('south', 'x@gmail.com'));
  expect(googleCalendarIdOf('north', 'x@gmail.com')).toMatch(/^[a-v0-9]{32}$/);
});
