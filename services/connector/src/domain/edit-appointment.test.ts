import type { AppointmentChangeKind, ChangeCause } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { AppointmentChange } from './appointment-fields.ts';
import { blankAppointment } from './blank-appointment.ts';
import { bookAppointment, editAppointment, type Edit } from './edit-appointment.ts';

const NOON = { start: '2026-05-04T12:00:00+02:00', end: '2026-05-04T13:00:00+02:00', zone: 'Europe/Amsterdam' };
const LATER = { start: '2026-05-04T15:00:00+02:00', end: '2026-05-04T16:00:00+02:00', zone: 'Europe/Amsterdam' };

const edit = (change: AppointmentChange, more: Partial<Edit> = {}): Edit => ({
  change, cause: 'api', by: 'hal', bookedBy: 'staff', fires: true, now: 1_000, googleOffsetMs: 250, zone: 'Europe/Amsterdam', ...more,
});
const FRESH: AppointmentChange = { title: 'Massage', when: NOON, calendarId: 'cal', type: 'meeting', hostUserId: 'hal', contactId: 'cleo' };
const book = (change: AppointmentChange = FRESH, more: Partial<Edit> = {}) => {
  const asked = edit(change, more);
  return bookAppointment(blankAppointment({ agencyId: 'north', change }, 'a1', asked), asked);
};
const BOOKED: AppointmentDoc = book().appointment;
const CANCELLED: AppointmentDoc = { ...BOOKED, status: 'cancelled' };

test('a new appointment is version 1, booked, with all its fields in its row', () => {
  const { appointment, version } = book();
  expect(appointment).toMatchObject({ id: 'a1', version: 1, bookedBy: 'staff', contactId: 'cleo', startsAt: Date.parse(NOON.start), longUntil: null });
  expect(version).toMatchObject({ id: 'a1/1', kind: 'booked', fires: true, before: {}, by: 'hal', at: 1_000 });
  expect(version.after).toMatchObject({ title: 'Massage', when: NOON });
});

// before, what is asked for, what comes of it
const KINDS: readonly [string, AppointmentDoc, AppointmentChange, AppointmentChangeKind, string[]][] = [
  ['another time', BOOKED, { when: LATER }, 'rescheduled', ['when']],
  ['the same clock time in another zone', BOOKED, { when: { ...NOON, zone: 'Europe/Stockholm' } }, 'rescheduled', ['when']],
  ['another rule', BOOKED, { recurrence: ['RRULE:FREQ=WEEKLY'] }, 'rescheduled', ['recurrence']],
  ['another time and title', BOOKED, { when: LATER, title: 'Talk' }, 'rescheduled', ['title', 'when']],
  ['another title', BOOKED, { title: 'Talk' }, 'changed', ['title']],
  ['a note', BOOKED, { internalNotes: 'shoulder' }, 'changed', ['internalNotes']],
  ['not sure any more', BOOKED, { status: 'tentative' }, 'changed', ['status']],
  ['cancelled', BOOKED, { status: 'cancelled' }, 'cancelled', ['status']],
  ['cancelled and moved', BOOKED, { status: 'cancelled', when: LATER }, 'cancelled', ['when', 'status']],
  ['back again', CANCELLED, { status: 'confirmed' }, 'revived', ['status']],
  ['back again at another time', CANCELLED, { status: 'confirmed', when: LATER }, 'revived', ['when', 'status']],
  ['moved while cancelled', CANCELLED, { when: LATER }, 'changed', ['when']],
  ['a guest more', BOOKED, { guests: [{ address: 'g@x.example', name: null, response: 'needs-action', optional: false }] }, 'changed', ['guests']],
];
test.each(KINDS)('%s', (_name, before, change, kind, fields) => {
  const decision = editAppointment(before, edit(change));
  expect(decision).toMatchObject({ kind: 'version', changedFields: fields, appointment: { ...change, version: 2, updatedAt: 1_000 } });
  expect(decision).toMatchObject({ version: { id: 'a1/2', kind, changedFields: fields, version: 2 } });
});

test('a row holds what was there before and after, of the changed fields only', () => {
  const decision = editAppointment(BOOKED, edit({ title: 'Talk', location: '' }, { lost: { title: 'Chat' }, decisionId: 'd1' }));
  expect(decision).toMatchObject({ version: { before: { title: 'Massage' }, after: { title: 'Talk' }, lost: { title: 'Chat' }, decisionId: 'd1' } });
});

const SAME: readonly [string, AppointmentChange][] = [
  ['nothing named', {}],
  ['the same values', FRESH],
  ['the same instants written in UTC', { when: { start: '2026-05-04T10:00:00Z', end: '2026-05-04T11:00:00.000Z', zone: 'Europe/Amsterdam' } }],
  ['the host named among the staff', { staffUserIds: ['hal', 'hal'] }],
  ['the client named among the guests who are contacts', { guestContactIds: ['cleo'] }],
];
test.each(SAME)('an edit that changes nothing makes no version: %s', (_name, change) => {
  expect(editAppointment(BOOKED, edit(change))).toEqual({ kind: 'nothing' });
});

test('guests and staff in another order are the same', () => {
  const guest = (address: string) => ({ address, name: null, response: 'needs-action' as const, optional: false });
  const doc = { ...BOOKED, guests: [guest('a@x.example'), guest('b@x.example')], staffUserIds: ['s1', 's2'] };
  expect(editAppointment(doc, edit({ guests: [guest('B@x.example'), guest('a@x.example')], staffUserIds: ['s2', 's1'] })).kind).toBe('nothing');
});

test('notes beside the fields are kept without a version', () => {
  const decision = editAppointment(BOOKED, edit({}, { notes: { organizedElsewhere: true } }));
  expect(decision).toMatchObject({ kind: 'quietly', appointment: { organizedElsewhere: true, version: 1 } });
});

test("our edits are stamped in Google's time, Google's are not", () => {
  const ours = editAppointment(BOOKED, edit({ title: 'Talk', internalNotes: 'x', status: 'cancelled' }));
  expect(ours).toMatchObject({ appointment: { editedAt: { title: 1_250, status: 1_250, exists: 1_250 } } });
  for (const cause of ['google', 'judged', 'conflict'] as const) {
    expect(editAppointment(BOOKED, edit({ title: 'Talk' }, { cause }))).toMatchObject({ appointment: { editedAt: {} } });
  }
});

test.each(['import', 'back-fill', 'reset', 'repair'] as const)('I12: %s never fires, whatever was asked', (cause: ChangeCause) => {
  expect(book(FRESH, { cause }).version.fires).toBe(false);
  expect(editAppointment(BOOKED, edit({ when: LATER }, { cause }))).toMatchObject({ version: { fires: false } });
});

test('what comes already cancelled is no news', () => {
  expect(book({ ...FRESH, status: 'cancelled' }).version).toMatchObject({ kind: 'cancelled', fires: false });
});

test('whole days stand where they begin in the zone of the agency, long ones in an index of their own', () => {
  const week = book({ ...FRESH, when: { allDay: true, from: '2026-05-04', toExclusive: '2026-05-14' } }).appointment;
  expect(week).toMatchObject({ startsAt: Date.parse('2026-05-03T22:00:00Z'), endsAt: Date.parse('2026-05-13T22:00:00Z') });
  expect(week.longUntil).toBe(week.endsAt);
});

test('a new appointment that lacks something says what', () => {
  expect(() => book({ title: 'Massage', when: NOON })).toThrow(
    expect.objectContaining({ code: 'invalid', issues: ['calendarId', 'type', 'hostUserId'].map((field) => expect.objectContaining({ path: `body.${field}` })) }),
  );
});
