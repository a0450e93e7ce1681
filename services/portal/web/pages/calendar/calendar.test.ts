import type { Appointment } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { changedFields, draftOf, whenOf, withLength } from './draft.ts';
import { hoursShown } from './hours-shown.ts';
import { movedWhen } from './moved-when.ts';
import { appointmentEvents, busyEvents, mayMove, syncMark } from './to-events.ts';

const AMS = 'Europe/Amsterdam';
const timed = { start: '2026-05-04T10:00:00+02:00', end: '2026-05-04T11:00:00+02:00', zone: AMS } as const;

const one = (change: Partial<Appointment> = {}): Appointment => ({
  id: 'a1', externalId: null, title: 'Massage', when: timed, location: '', meetingLink: '', description: '', internalNotes: '', status: 'confirmed', calendarId: 'c', type: 'meeting',
  hostUserId: 'sam', staffUserIds: [], contactId: null, guests: [], recurrence: [], bookedBy: 'staff', version: 1, organizedElsewhere: false, clientName: null, seenAs: 'details',
  links: [], createdAt: 1, updatedAt: 1, ...change,
});
const link = (state: Appointment['links'][number]['state']): Appointment['links'][number] => ({ connectionId: 'k', kind: 'host', googleCalendarId: 'g', calendarName: 'Work', state, problem: null });
const facts = { types: [{ key: 'meeting', label: 'Meeting', color: '#ffe600', syncs: true }], busyTitle: 'Busy', nameOf: () => null };

test('an appointment dragged in another zone keeps its own zone', () => {
  expect(movedWhen(timed, { allDay: false, start: '2026-05-04T05:00:00-04:00', end: '2026-05-04T06:00:00-04:00' }, 'America/New_York')).toEqual({
    start: '2026-05-04T11:00:00+02:00', end: '2026-05-04T12:00:00+02:00', zone: AMS,
  });
});

test('dragged over a change of clocks it takes the offset that holds there', () => {
  expect(movedWhen(timed, { allDay: false, start: '2026-10-26T10:00:00+01:00', end: '2026-10-26T11:00:00+01:00' }, AMS)).toMatchObject({ start: '2026-10-26T10:00:00+01:00' });
});

test('between whole days and times: a day when no end came, an hour when no end came', () => {
  expect(movedWhen(timed, { allDay: true, start: '2026-05-06', end: null }, AMS)).toEqual({ allDay: true, from: '2026-05-06', toExclusive: '2026-05-07' });
  expect(movedWhen({ allDay: true, from: '2026-05-06', toExclusive: '2026-05-08' }, { allDay: false, start: '2026-05-06T09:00:00+02:00', end: null }, AMS)).toEqual({
    start: '2026-05-06T09:00:00+02:00', end: '2026-05-06T10:00:00+02:00', zone: AMS,
  });
});

test('the week is drawn as far as something lies in it', () => {
  const at = (start: string, end: string) => ({ start: `2026-05-04T${start}:00+02:00`, end: `2026-05-04T${end}:00+02:00`, zone: AMS });
  expect(hoursShown([], AMS)).toEqual({ from: 7, to: 20 });
  expect(hoursShown([at('05:30', '06:00'), at('21:00', '22:15')], AMS)).toEqual({ from: 5, to: 23 });
  expect(hoursShown([{ start: '2026-05-04T22:00:00+02:00', end: '2026-05-05T00:00:00+02:00', zone: AMS }], AMS)).toEqual({ from: 7, to: 24 });
  expect(hoursShown([{ start: '2026-05-04T23:00:00+02:00', end: '2026-05-05T01:00:00+02:00', zone: AMS }], AMS)).toEqual({ from: 0, to: 24 });
  expect(hoursShown([{ allDay: true, from: '2026-05-04', toExclusive: '2026-05-05' }], AMS)).toEqual({ from: 7, to: 20 });
});

test('an appointment shows the client\'s name, the colour of its type and text that can be read on it', () => {
  expect(appointmentEvents([one({ clientName: 'John Smith' })], facts)[0]).toMatchObject({ title: 'John Smith – Massage', color: '#ffe600', contrastColor: '#000000', editable: true });
});

test('what is seen as busy is grey, says only Busy and cannot be moved', () => {
  const [event] = appointmentEvents([one({ seenAs: 'busy', title: 'Secret' })], facts);
  expect(event).toMatchObject({ title: 'Busy', editable: false, extendedProps: { kind: 'busy' } });
  expect(busyEvents([{ id: 'b1', userId: 'sam', when: timed, title: null, reason: 'private' }], facts)[0]).toMatchObject({ id: 'busy/b1', title: 'Busy', editable: false });
});

test('of several links the worst is marked', () => {
  expect([syncMark([]), syncMark([link('synced')]), syncMark([link('synced'), link('waiting')]), syncMark([link('waiting'), link('failed')]), syncMark([link('failed'), link('conflict')])]).toEqual([
    null, null, 'waiting', 'failed', 'conflict',
  ]);
});

test('what others hold, series and what is cancelled stay where they are', () => {
  expect([one(), one({ organizedElsewhere: true }), one({ status: 'cancelled' }), one({ recurrence: ['RRULE:FREQ=DAILY'] }), one({ seenAs: 'busy' })].map(mayMove)).toEqual([true, false, false, false, false]);
});

test('a form that was only looked at changes nothing; what was changed is written alone', () => {
  const draft = draftOf(one(), AMS);
  expect(changedFields(draft, draft, AMS)).toEqual({});
  expect(changedFields(draft, { ...draft, location: 'Room 2' }, AMS)).toEqual({ location: 'Room 2' });
  expect(changedFields(draft, { ...draft, start: '2026-05-04T12:00', end: '2026-05-04T13:00' }, AMS)).toEqual({
    when: { start: '2026-05-04T12:00:00+02:00', end: '2026-05-04T13:00:00+02:00', zone: AMS },
  });
});

test('another beginning keeps the length, and a part that is missing keeps the end where it is', () => {
  const draft = draftOf(one(), AMS);
  expect(withLength(draft, '2026-05-05T23:30')).toEqual({ start: '2026-05-05T23:30', end: '2026-05-06T00:30' });
  expect(withLength(draft, '2026-05-05T')).toEqual({ start: '2026-05-05T' });
  expect(whenOf({ ...draft, start: '2026-05-04T' }, AMS)).toBeNull();
});

test('the last day of a form is the last that counts; an end before its start is none', () => {
  const draft = { ...draftOf(one({ when: { allDay: true, from: '2026-05-04', toExclusive: '2026-05-06' } }), AMS) };
  expect([draft.firstDay, draft.lastDay]).toEqual(['2026-05-04', '2026-05-05']);
  expect(whenOf(draft, AMS)).toEqual({ allDay: true, from: '2026-05-04', toExclusive: '2026-05-06' });
  expect(whenOf({ ...draft, lastDay: '2026-05-03' }, AMS)).toBeNull();
  expect(whenOf({ ...draftOf(one(), AMS), end: '2026-05-04T10:00' }, AMS)).toBeNull();
});
