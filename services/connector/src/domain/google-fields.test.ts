import { describe, expect, test } from 'vitest';
import type { SyncedFields } from '../repos/links.ts';
import { fromGoogle } from './from-google.ts';
import { plainText } from './plain-text.ts';
import { readItem } from './read-item.ts';
import { readWhen } from './read-when.ts';
import { sameSynced } from './same-synced.ts';
import { changedEvent, wholeEvent } from './to-google.ts';

const when = { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T11:00:00+01:00', zone: 'Europe/Amsterdam' };
const fields: SyncedFields = {
  exists: true, title: 'Massage', when, recurrence: [], location: 'Room 1', meetingLink: '', description: 'text', status: 'confirmed', guests: [],
};
const read = (event: Record<string, unknown>) => {
  const item = readItem({ id: 'e', etag: '"1"', start: { dateTime: when.start }, end: { dateTime: when.end }, ...event }, 'Europe/Amsterdam');
  if (item === undefined) throw new Error('not read');
  return item;
};

describe('what is written', () => {
  test('an event with our client before the title, without reminders or guests of its own', () => {
    const event = wholeEvent({ fields, titlePrefix: 'John Smith - ' }, null);
    expect(event).toEqual({
      status: 'confirmed', summary: 'John Smith - Massage', description: 'text', location: 'Room 1',
      start: { dateTime: when.start, timeZone: 'Europe/Amsterdam' }, end: { dateTime: when.end, timeZone: 'Europe/Amsterdam' },
    });
  });
  test('only what changed, and the keys of the other kind emptied when hours become days', () => {
    const view = { fields: { ...fields, when: { allDay: true as const, from: '2026-03-02', toExclusive: '2026-03-03' } }, titlePrefix: '' };
    expect(changedEvent(['when'], view, fields, null)).toEqual({
      start: { date: '2026-03-02', dateTime: null, timeZone: null }, end: { date: '2026-03-03', dateTime: null, timeZone: null },
    });
    expect(changedEvent(['title'], { fields, titlePrefix: '' }, fields, null)).toEqual({ summary: 'Massage' });
    expect(changedEvent(['recurrence'], { fields, titlePrefix: '' }, fields, null)).toEqual({ recurrence: null });
  });
  test('a meeting link behind the location, but not the event\'s own conference', () => {
    const link = { ...fields, meetingLink: 'https://meet.example/x' };
    expect(wholeEvent({ fields: link, titlePrefix: '' }, null).location).toBe('Room 1 | https://meet.example/x');
    expect(wholeEvent({ fields: { ...link, location: '' }, titlePrefix: '' }, null).location).toBe('https://meet.example/x');
    expect(wholeEvent({ fields: link, titlePrefix: '' }, 'https://meet.example/x').location).toBe('Room 1');
  });
});

describe('what is read', () => {
  const written = { titlePrefix: 'John Smith - ', meetingLink: '' };
  test.each([
    ['our prefix, exactly', 'John Smith - Massage', 'Massage'],
    ['another title altogether', 'Massage with hot stones', 'Massage with hot stones'],
    ['a prefix that only looks like ours', 'John Smith- Massage', 'John Smith- Massage'],
    ['our prefix once, not twice', 'John Smith - John Smith - Massage', 'John Smith - Massage'],
    ['nothing', undefined, ''],
  ])('title: %s', (_name, summary, title) => {
    expect(fromGoogle(read({ summary }), written)?.title).toBe(title);
  });
  test('a meeting link that we wrote is taken off the location again', () => {
    const back = fromGoogle(read({ location: 'Room 1 | https://meet.example/x' }), { titlePrefix: '', meetingLink: 'https://meet.example/x' });
    expect(back).toMatchObject({ location: 'Room 1', meetingLink: 'https://meet.example/x' });
    expect(fromGoogle(read({ location: 'Room 2' }), { titlePrefix: '', meetingLink: 'https://meet.example/x' })).toMatchObject({ location: 'Room 2', meetingLink: '' });
    expect(fromGoogle(read({ hangoutLink: 'https://meet.google.com/abc' }))).toMatchObject({ meetingLink: 'https://meet.google.com/abc' });
  });
  test('guests without ourselves, rooms and the organizer, whatever oddities stand among them', () => {
    const attendees = [
      { email: 'me@x.y', self: true }, { email: 'room@x.y', resource: true }, { email: 'boss@x.y', organizer: true }, { displayName: 'no address' },
      { email: 'ann@x.y', responseStatus: 'accepted', optional: true }, { email: 'bob@x.y', responseStatus: 'someday' },
    ];
    expect(fromGoogle(read({ attendees }))?.guests).toEqual([
      { address: 'ann@x.y', name: null, response: 'accepted', optional: true }, { address: 'bob@x.y', name: null, response: 'needs-action', optional: false },
    ]);
  });
  test('a sparse cancelled row keeps what was known', () => {
    const item = readItem({ id: 'e', status: 'cancelled' }, 'UTC');
    expect(item && fromGoogle(item, written, fields)).toEqual({ ...fields, exists: false, status: 'cancelled' });
    expect(item && fromGoogle(item)).toBeNull();
  });
  test('A11 B24 without an id it is nothing, and odd values do not stop the reading', () => {
    expect(readItem({ summary: 'x' }, 'UTC')).toBeUndefined();
    expect(read({ status: 'what', eventType: 'newType', updated: 'yesterday', iCalUID: undefined })).toMatchObject({ status: 'confirmed', eventType: 'newType', updatedAt: null });
  });
});

describe('when', () => {
  test.each([
    ['hours in the event\'s own zone', { dateTime: '2026-03-02T09:00:00Z', timeZone: 'America/New_York' }, { dateTime: '2026-03-02T10:00:00Z' }, { start: '2026-03-02T04:00:00-05:00', end: '2026-03-02T05:00:00-05:00', zone: 'America/New_York' }],
    ['a zone nobody knows: the calendar\'s', { dateTime: '2026-03-02T09:00:00Z', timeZone: 'GMT-07:00!' }, { dateTime: '2026-03-02T10:00:00Z' }, { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T11:00:00+01:00', zone: 'Europe/Amsterdam' }],
    ['G04 an end before the start: half an hour', { dateTime: '2026-03-02T09:00:00Z' }, { dateTime: '2026-03-02T08:00:00Z' }, { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T10:30:00+01:00', zone: 'Europe/Amsterdam' }],
    ['G01 whole days, the end exclusive', { date: '2026-03-02' }, { date: '2026-03-04' }, { allDay: true, from: '2026-03-02', toExclusive: '2026-03-04' }],
    ['a whole day without an end', { date: '2026-02-28' }, {}, { allDay: true, from: '2026-02-28', toExclusive: '2026-03-01' }],
    ['nothing', {}, {}, null],
    ['a date that is none', { date: '2026-02-31' }, {}, null],
  ] as const)('%s', (_name, start, end, expected) => {
    expect(readWhen(start, end, 'Europe/Amsterdam')).toEqual(expected);
  });
});

describe('the same, however it is written', () => {
  test.each([
    ['<p>Bring&nbsp;<b>shoes</b></p>', 'Bring shoes'],
    ['a<br>b', 'a\nb'],
    ['<p>a</p><p>b</p>', 'a\nb'],
    ['a\r\n<ul><li>b</li><li>c</li></ul>', 'a\nb\nc'],
    ['  trimmed \n', 'trimmed'],
    ['&lt;not a tag&gt; &amp; &#39;x&#39; &#x41;', '<not a tag> & \'x\' A'],
    ['-::~:~::~:~:~\nJoin\n~:~::~:~::-', ''],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['<a href="https://x.example/">https://x.example/</a>', 'https://x.example/'],
  ])('C14 %s is %s', (text, plain) => expect(plainText(text)).toBe(plain));

  test.each([
    ['title', 'Plan <alpha>', 'Plan <beta>'],
    ['title', 'Plan', '<b>Plan</b>'],
    ['title', 'Plan  B', 'Plan B'],
    ['location', 'Room <1>', 'Room <2>'],
    ['description', 'Join <https://meet.example/a>', 'Join <https://meet.example/b>'],
    ['description', '<a href="https://meet.example/one">Join</a>', '<a href="https://meet.example/two">Join</a>'],
    ['description', "<a class='x' href='/one' rel=y>Join</a>", "<a class='x' href='/two' rel=y>Join</a>"],
    ['description', '<img src="one.png">', '<img src="two.png">'],
    ['description', 'one\ntwo', 'one two'],
    ['description', 'one\n\ntwo', 'one\ntwo'],
    ['description', 'one<br><br>two', 'one<br>two'],
    ['description', 'a  b', 'a b'],
    ['description', 'Bring <name>', 'Bring <other>'],
  ] as const)('C14 a %s of %j and one of %j are two: somebody edited it', (field, one, other) => {
    expect(sameSynced(field, one, other)).toBe(false);
  });

  test('F26 a rule in another order, an instant in another offset, guests in another order', () => {
    expect(sameSynced('recurrence', ['RRULE:FREQ=WEEKLY;BYDAY=MO'], ['RRULE:BYDAY=MO;FREQ=WEEKLY'])).toBe(true);
    expect(sameSynced('recurrence', ['RRULE:FREQ=WEEKLY;BYDAY=MO'], ['RRULE:FREQ=WEEKLY;BYDAY=TU'])).toBe(false);
    expect(sameSynced('when', when, { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', zone: 'UTC' })).toBe(true);
    expect(sameSynced('when', when, { ...when, end: '2026-03-02T11:00:01+01:00' })).toBe(false);
    expect(sameSynced('title', 'A', 'B')).toBe(false);
  });
});
