import type { AppointmentChangeKind, BookedBy, ChangeCause } from '@portal-sync/contracts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { AppointmentVersionDoc } from '../repos/appointment-versions.ts';
import {
  APPOINTMENT_FIELDS, FIELDS_IN_GOOGLE, isEditHere, neverFires, type AppointmentChange, type AppointmentField, type AppointmentNotes,
} from './appointment-fields.ts';
import { sameField } from './same-field.ts';
import { spanFields } from './span-fields.ts';

/** Everything an edit depends on beside the appointment itself. */
export interface Edit {
  readonly change: AppointmentChange;
  readonly notes?: AppointmentNotes | undefined;
  readonly cause: ChangeCause;
  /** A user, a platform client, or `google`. */
  readonly by: string;
  readonly bookedBy: BookedBy;
  readonly fires: boolean;
  readonly decisionId?: string | null | undefined;
  /** Values that lost a conflict. */
  readonly lost?: Readonly<Record<string, unknown>> | undefined;
  /** Our time, ms, and how far Google's clock is ahead of it. */
  readonly now: number;
  readonly googleOffsetMs: number;
  /** The agency's zone, in which whole days begin. */
  readonly zone: string;
}

/** `nothing`: it is so already. `quietly`: only notes differ, no version. `version`: a new version, with its immutable row. */
export type EditDecision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'quietly'; readonly appointment: AppointmentDoc }
  | {
      readonly kind: 'version';
      readonly appointment: AppointmentDoc;
      readonly version: AppointmentVersionDoc;
      readonly changedFields: readonly AppointmentField[];
    };

/** Decides what an edit makes of an appointment. */
export function editAppointment(before: AppointmentDoc, edit: Edit): EditDecision {
  const wanted = tidy({ ...before, ...edit.change });
  const changed = APPOINTMENT_FIELDS.filter((field) => !sameField(field, before[field], wanted[field]));
  const noted = { ...before, ...edit.notes };
  if (changed.length === 0) {
    const quiet = noted.organizedElsewhere === before.organizedElsewhere && noted.fromEventId === before.fromEventId && noted.externalId === before.externalId;
    return quiet ? { kind: 'nothing' } : { kind: 'quietly', appointment: noted };
  }
  const after: AppointmentDoc = {
    ...noted,
    ...pick(wanted, changed),
    ...spanFields(wanted.when, edit.zone),
    version: before.version + 1,
    editedAt: isEditHere(edit.cause) ? { ...before.editedAt, ...stamps(changed, edit.now + edit.googleOffsetMs) } : before.editedAt,
    updatedAt: edit.now,
  };
  return { kind: 'version', appointment: after, changedFields: changed, version: rowOf(after, kindOf(before, after, changed), changed, pick(before, changed), edit) };
}

/** Decides what a new appointment is. One that comes already cancelled was never news to anybody. */
export function bookAppointment(fresh: AppointmentDoc, edit: Edit): Extract<EditDecision, { kind: 'version' }> {
  const appointment = { ...tidy(fresh), ...spanFields(fresh.when, edit.zone), ...edit.notes, version: 1 };
  const changed = [...APPOINTMENT_FIELDS];
  const cancelled = appointment.status === 'cancelled';
  const row = rowOf(appointment, cancelled ? 'cancelled' : 'booked', changed, {}, edit);
  return { kind: 'version', appointment, changedFields: changed, version: { ...row, fires: row.fires && !cancelled } };
}

function kindOf(before: AppointmentDoc, after: AppointmentDoc, changed: readonly AppointmentField[]): AppointmentChangeKind {
  const isCancelled = after.status === 'cancelled';
  if (isCancelled && before.status !== 'cancelled') return 'cancelled';
  if (!isCancelled && before.status === 'cancelled') return 'revived';
  // Moving what is cancelled moves nobody.
  if (!isCancelled && (changed.includes('when') || changed.includes('recurrence'))) return 'rescheduled';
  return 'changed';
}

const rowOf = (
  after: AppointmentDoc,
  kind: AppointmentChangeKind,
  changed: readonly AppointmentField[],
  before: Record<string, unknown>,
  edit: Edit,
): AppointmentVersionDoc => ({
  id: `${after.id}/${after.version}`,
  agencyId: after.agencyId,
  appointmentId: after.id,
  version: after.version,
  kind,
  changedFields: [...changed],
  cause: edit.cause,
  by: edit.by,
  at: edit.now,
  before,
  after: pick(after, changed),
  lost: { ...edit.lost },
  decisionId: edit.decisionId ?? null,
  fires: edit.fires && !neverFires(edit.cause),
});

/** People are named once; the host is not named again among the staff. */
const tidy = (doc: AppointmentDoc): AppointmentDoc => ({
  ...doc,
  staffUserIds: [...new Set(doc.staffUserIds)].filter((id) => id !== doc.hostUserId),
  guestContactIds: [...new Set(doc.guestContactIds)].filter((id) => id !== doc.contactId),
});

const pick = <K extends keyof AppointmentDoc>(doc: AppointmentDoc, fields: readonly K[]): Pick<AppointmentDoc, K> =>
  Object.fromEntries(fields.map((field) => [field, doc[field]])) as Pick<AppointmentDoc, K>;

/** Whether it exists is a field of its own for the merge: cancelling and reviving stamp it. */
const stamps = (changed: readonly AppointmentField[], at: number): Record<string, number> =>
  Object.fromEntries(
    changed.filter((field) => FIELDS_IN_GOOGLE.includes(field)).flatMap((field) => (field === 'status' ? [[field, at], ['exists', at]] : [[field, at]])),
  );
