import { expect, test } from 'vitest';
import { readIcs } from './read-ics.ts';

const wrap = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:u1', ...lines, 'END:VEVENT'];
const only = (...lines: string[]) => readIcs(wrap(...event(...lines)), 'Europe/Amsterdam')[0]?.wire;

test('times keep their zone; a floating time takes the calendar’s; UTC stays UTC', () => {
  expect(only('DTSTART;TZID=America/New_York:20260310T100000', 'DTEND;TZID=America/New_York:20260310T110000')).toMatchObject({
    iCalUID: 'u1', start: { dateTime: '2026-03-10T10:00:00', timeZone: 'America/New_York' }, end: { dateTime: '2026-03-10T11:00:00' },
  });
  expect(only('DTSTART:20260310T100000')?.['start']).toEqual({ dateTime: '2026-03-10T10:00:00', timeZone: 'Europe/Amsterdam' });
  expect(only('DTSTART:20260310T100000Z')?.['start']).toEqual({ dateTime: '2026-03-10T10:00:00Z', timeZone: 'Europe/Amsterdam' });
});

test('an end may be a duration, or missing: an hour, or a day', () => {
  expect(only('DTSTART:20260310T100000', 'DURATION:PT30M')?.['end']).toMatchObject({ dateTime: '2026-03-10T10:30:00' });
  expect(only('DTSTART:20260310T100000Z')?.['end']).toMatchObject({ dateTime: '2026-03-10T11:00:00Z' });
  expect(only('DTSTART;VALUE=DATE:20260310')?.['end']).toEqual({ date: '2026-03-11' });
  expect(only('DTSTART;VALUE=DATE:20260310', 'DURATION:P3D')?.['end']).toEqual({ date: '2026-03-13' });
});

test('a zone that only the file knows is worked out to the instant', () => {
  const zone = [
    'BEGIN:VTIMEZONE', 'TZID:Our Time', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0300', 'END:STANDARD', 'END:VTIMEZONE',
  ];
  const [found] = readIcs(wrap(...zone, ...event('DTSTART;TZID=Our Time:20260310T100000')), 'Europe/Amsterdam');
  expect(found?.wire['start']).toEqual({ dateTime: '2026-03-10T07:00:00.000Z', timeZone: 'Europe/Amsterdam' });
});

test('rules, guests, organizer, status, class and transparency come along', () => {
  expect(
    only(
      'DTSTART;TZID=Europe/Amsterdam:20260310T100000', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/Amsterdam:20260317T100000', 'SUMMARY:Long\\, title',
      'ORGANIZER;CN=Olga:mailto:olga@x.example', 'ATTENDEE;PARTSTAT=ACCEPTED;CN=Al:MAILTO:al@x.example', 'ATTENDEE:mailto:bo@x.example',
      'STATUS:TENTATIVE', 'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', 'SEQUENCE:4',
    ),
  ).toMatchObject({
    summary: 'Long, title', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/Amsterdam:20260317T100000'],
    organizer: { email: 'olga@x.example', displayName: 'Olga' }, status: 'tentative', visibility: 'private', transparency: 'transparent', sequence: 4,
    attendees: [{ email: 'al@x.example', displayName: 'Al', responseStatus: 'accepted' }, { email: 'bo@x.example', responseStatus: 'needsAction' }],
  });
});

test('an override goes with its series, also when it stands before it', () => {
  const override = event('RECURRENCE-ID;TZID=Europe/Amsterdam:20260317T100000', 'DTSTART;TZID=Europe/Amsterdam:20260318T150000', 'SUMMARY:Moved');
  const master = event('DTSTART;TZID=Europe/Amsterdam:20260310T100000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:S');
  const found = readIcs(wrap(...override, ...master), 'Europe/Amsterdam');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ wire: { summary: 'S' }, overrides: [{ original: { dateTime: '2026-03-17T10:00:00' }, wire: { summary: 'Moved' } }] });
});

test('what cannot be read is refused in plain words', () => {
  expect(() => readIcs('nonsense', 'UTC')).toThrow();
  expect(() => readIcs(wrap('BEGIN:VEVENT', 'DTSTART:20260310T100000', 'END:VEVENT'), 'UTC')).toThrow('an event has no UID');
});
