import type { AgencyCaller } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { as, at, platform } from '../testing/cast.ts';
import type { AppointmentChange } from './appointment-fields.ts';
import { checkClientBooking, checkClientEdit, checkHeldByGoogle, checkMayWrite, type HeldBy } from './appointment-rights.ts';

const CLEO = as('cleo') as AgencyCaller;
const DOC = {
  title: 'Massage', when: at(10), location: '', meetingLink: '', description: '', internalNotes: '', status: 'confirmed', calendarId: 'c', type: 'meeting', hostUserId: 'hal',
  staffUserIds: [], contactId: 'north-cleo', guests: [], guestContactIds: [], recurrence: [], organizedElsewhere: false,
} as unknown as AppointmentDoc;

const outcome = (run: () => void): string => {
  try {
    run();
    return 'taken';
  } catch (error) {
    const { code, issues, extra } = error as { code: string; issues: { path: string }[]; extra: Record<string, unknown> };
    return [code, ...issues.map(({ path }) => path), ...Object.values(extra).flat()].join(' ');
  }
};

test.each([['details', 'taken'], ['busy', 'forbidden'], ['nothing', 'not-found']] as const)('what is seen as %s: %s', (seen, expected) => {
  expect(outcome(() => checkMayWrite(seen))).toBe(expected);
});

const BOOKINGS: readonly [string, AgencyCaller, AppointmentChange, string][] = [
  ['a client, for themselves', CLEO, { contactId: 'north-cleo' }, 'taken'],
  ['a client who says nothing of it', CLEO, { contactId: null, staffUserIds: [], guests: [], internalNotes: '' }, 'taken'],
  ['a client, for somebody else', CLEO, { contactId: 'north-carl' }, 'forbidden body.contactId'],
  ['a client with what is the agency’s', CLEO, { internalNotes: 'x', staffUserIds: ['tim'] }, 'forbidden body.internalNotes body.staffUserIds'],
  ['a client who is no contact', { ...CLEO, contactId: undefined } as AgencyCaller, {}, 'forbidden'],
  ['staff, for anybody', as('hal') as AgencyCaller, { contactId: 'north-carl', internalNotes: 'x' }, 'taken'],
  ['a platform, for anybody', platform() as AgencyCaller, { contactId: 'north-carl' }, 'taken'],
];
test.each(BOOKINGS)('books: %s', (_name, caller, change, expected) => {
  expect(outcome(() => checkClientBooking(caller, change))).toBe(expected);
});

const EDITS: readonly [string, AgencyCaller, AppointmentChange, string][] = [
  ['a client moves', CLEO, { when: at(12) }, 'taken'],
  ['a client cancels', CLEO, { status: 'cancelled' }, 'taken'],
  ['a client is not sure', CLEO, { status: 'tentative' }, 'forbidden body.status'],
  ['a client repeats what stands', CLEO, { type: 'meeting', hostUserId: 'hal', internalNotes: '', status: 'confirmed' }, 'taken'],
  ['a client gives it away', CLEO, { contactId: 'north-carl' }, 'forbidden body.contactId'],
  ['staff do anything', as('tim') as AgencyCaller, { contactId: null, type: 'call' }, 'taken'],
];
test.each(EDITS)('edits: %s', (_name, caller, change, expected) => {
  expect(outcome(() => checkClientEdit(caller, DOC, change))).toBe(expected);
});

// organised elsewhere, held by Google as, change -> what comes of it
const HELD: readonly [boolean, HeldBy | null, AppointmentChange, string][] = [
  [false, null, { title: 'x', when: at(12), status: 'cancelled' }, 'taken'],
  [true, null, { title: 'x' }, 'refused organized-elsewhere title'],
  [true, 'from-google', { title: 'x' }, 'refused organized-elsewhere title'],
  [false, 'from-google', { title: 'x', guests: [] }, 'refused held-by-google title'],
  [false, 'from-google', { status: 'cancelled', location: 'y', description: 'z' }, 'refused held-by-google location description status'],
  [false, 'from-google', { title: 'Massage', type: 'call', internalNotes: 'x', contactId: null, hostUserId: 'tim' }, 'taken'],
  [false, 'series', { when: at(12) }, 'refused series when'],
  [false, 'series', { status: 'cancelled' }, 'refused series status'],
  [false, 'series', { internalNotes: 'x', type: 'call' }, 'taken'],
];
test.each(HELD)('held by Google: organised elsewhere %s, as %s, %j', (organizedElsewhere, heldBy, change, expected) => {
  expect(outcome(() => checkHeldByGoogle({ ...DOC, organizedElsewhere }, change, heldBy))).toBe(expected);
});
