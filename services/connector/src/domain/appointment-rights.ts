import type { AgencyCaller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { APPOINTMENT_FIELDS, FIELDS_IN_GOOGLE, FIELDS_OF_CLIENTS, type AppointmentChange, type AppointmentField } from './appointment-fields.ts';
import { isClient } from './booked-by.ts';
import { sameField } from './same-field.ts';

/** The fields that a change would really change. */
export const fieldsChangedBy = (before: AppointmentDoc, change: AppointmentChange): readonly AppointmentField[] =>
  APPOINTMENT_FIELDS.filter((field) => change[field] !== undefined && !sameField(field, before[field], change[field] as never));

/** Refuses a caller who may not write this appointment at all: hidden from them as if it were not there, or seen only as Busy. */
export function checkMayWrite(seen: 'details' | 'busy' | 'nothing'): void {
  if (seen === 'nothing') throw new AppError('not-found');
  if (seen === 'busy') throw new AppError('forbidden', { detail: "This stands in a colleague's own calendar. Only its people can change it." });
}

/** Refuses what a client may not set of a new appointment of their own. */
export function checkClientBooking(caller: AgencyCaller, change: AppointmentChange): void {
  if (!isClient(caller)) return;
  const contactId = caller.kind === 'user' ? caller.contactId : undefined;
  if (contactId === undefined) throw new AppError('forbidden', { detail: 'You are not known as a contact of this agency yet.' });
  const foreign = change.contactId !== undefined && change.contactId !== null && change.contactId !== contactId;
  const issues = [
    ...(foreign ? ['contactId'] : []),
    ...((change.internalNotes ?? '') === '' ? [] : ['internalNotes']),
    ...((change.staffUserIds ?? []).length === 0 ? [] : ['staffUserIds']),
    ...((change.guests ?? []).length === 0 ? [] : ['guests']),
  ];
  if (issues.length > 0) throw notForClients(issues);
}

/** Refuses what a client may not change of an appointment of their own: they move, describe and cancel it. */
export function checkClientEdit(caller: AgencyCaller, before: AppointmentDoc, change: AppointmentChange): void {
  if (!isClient(caller)) return;
  const changed = fieldsChangedBy(before, change);
  const beyond = changed.filter((field) => !FIELDS_OF_CLIENTS.includes(field));
  if (changed.includes('status') && change.status !== 'cancelled') beyond.push('status');
  if (beyond.length > 0) throw notForClients(beyond);
}

const notForClients = (fields: readonly string[]): AppError =>
  new AppError('forbidden', { issues: fields.map((field) => ({ path: `body.${field}`, message: 'only the agency can set this' })) });

/** Why Google alone holds what an appointment says: its calendar is only read from, or it is a whole series there. */
export type HeldBy = 'from-google' | 'series';

/**
 * Refuses edits of fields that Google holds and we do not write: of a meeting that an outsider organizes, under direction from-google, and of
 * whole series. The reason stands in the problem document.
 */
export function checkHeldByGoogle(before: AppointmentDoc, change: AppointmentChange, heldBy: HeldBy | null): void {
  const reason = before.organizedElsewhere ? 'organized-elsewhere' : heldBy;
  if (reason === null) return;
  const fields = fieldsChangedBy(before, change).filter((field) => FIELDS_IN_GOOGLE.includes(field));
  if (fields.length === 0) return;
  const { name, detail } = REFUSALS[reason];
  throw new AppError('refused', { detail, extra: { reason: name, fields } });
}

const REFUSALS: Readonly<Record<HeldBy | 'organized-elsewhere', { readonly name: string; readonly detail: string }>> = {
  'organized-elsewhere': { name: 'organized-elsewhere', detail: 'Somebody outside the agency organizes this meeting. Ask them to change it.' },
  'from-google': { name: 'held-by-google', detail: 'This is kept in Google Calendar. Change it there.' },
  'series': { name: 'series', detail: 'This repeats in Google Calendar. A whole series can only be changed there for now.' },
};
