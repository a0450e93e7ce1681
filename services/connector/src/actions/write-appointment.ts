import { appointmentChanged, type BookedBy, type ChangeCause } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { AppointmentChange, AppointmentNotes } from '../domain/appointment-fields.ts';
import { blankAppointment } from '../domain/blank-appointment.ts';
import { bookAppointment, editAppointment, type Edit, type EditDecision } from '../domain/edit-appointment.ts';
import { appointmentVersions, type AppointmentVersionDoc } from '../repos/appointment-versions.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { hostOffset } from '../repos/host-offset.ts';
import { putPeople } from '../repos/put-people.ts';
import type { MarkLinks } from './doors.ts';
import { markLinks } from './mark-links.ts';

export interface WriteAppointment {
  readonly agencyId: string;
  /** Which; left out for a new one. */
  readonly appointmentId?: string | undefined;
  /** The id of a new one, where it has to be known before. */
  readonly newId?: string | undefined;
  /** Only what is named changes. A new one needs title, when, calendarId, type and hostUserId. */
  readonly change: AppointmentChange;
  readonly notes?: AppointmentNotes | undefined;
  readonly cause: ChangeCause;
  /** A user, a platform client, or `google`. */
  readonly by: string;
  /** May triggers fire for it. Import, back-fill, reset and repair never do. */
  readonly fires: boolean;
  /** Who booked it; of a new one only. */
  readonly bookedBy?: BookedBy | undefined;
  readonly decisionId?: string | null | undefined;
  /** Values that lost a conflict: field to value. */
  readonly lost?: Readonly<Record<string, unknown>> | undefined;
  /** Passed on to `markLinks`. */
  readonly links?: Parameters<MarkLinks>[4];
}

export interface WrittenAppointment {
  readonly appointment: AppointmentDoc;
  /** Undefined when it was so already: nothing was written, nobody was told. */
  readonly version: AppointmentVersionDoc | undefined;
  readonly changedFields: readonly string[];
}

/**
 * Writes an appointment with everything that belongs to it: its people, its immutable version, the message, its dirty links; all in `tx`.
 * The one way in which appointments change, for the API, for verdicts and for pulls. Rights are looked at before.
 * Fails with `not-found` for an id that this agency does not have.
 */
export async function writeAppointment(tx: Transaction, deps: Deps, ask: WriteAppointment): Promise<WrittenAppointment> {
  const before = ask.appointmentId === undefined ? undefined : await readOwn(tx, ask.agencyId, ask.appointmentId);
  const edit = await editOf(tx, deps, ask, before);
  const decision = before === undefined ? bookAppointment(blankAppointment(ask, ask.newId ?? deps.makeId(), edit), edit) : editAppointment(before, edit);
  return before !== undefined && decision.kind === 'nothing'
    ? { appointment: before, version: undefined, changedFields: [] }
    : keep(tx, deps, before, decision as Exclude<EditDecision, { kind: 'nothing' }>, ask);
}

async function readOwn(tx: Transaction, agencyId: string, appointmentId: string): Promise<AppointmentDoc> {
  const found = await tx.get(appointments, appointmentId);
  if (found === undefined || found.agencyId !== agencyId) throw new AppError('not-found');
  return found;
}

async function editOf(tx: Transaction, deps: Deps, ask: WriteAppointment, before: AppointmentDoc | undefined): Promise<Edit> {
  const agency = await deps.agencies.get(ask.agencyId);
  if (agency === undefined) throw new AppError('not-found');
  return {
    change: ask.change,
    notes: ask.notes,
    cause: ask.cause,
    by: ask.by,
    bookedBy: before?.bookedBy ?? ask.bookedBy ?? 'platform',
    fires: ask.fires,
    decisionId: ask.decisionId,
    lost: ask.lost,
    now: deps.clock.now(),
    googleOffsetMs: before === undefined ? 0 : await hostOffset(tx, before.id),
    zone: agency.zone,
  };
}

async function keep(
  tx: Transaction,
  deps: Deps,
  before: AppointmentDoc | undefined,
  decision: Exclude<EditDecision, { kind: 'nothing' }>,
  ask: WriteAppointment,
): Promise<WrittenAppointment> {
  const { appointment } = decision;
  if (before === undefined) await tx.insert(appointments, appointment);
  else await tx.put(appointments, appointment);
  if (decision.kind === 'quietly') return { appointment, version: undefined, changedFields: [] };
  await putPeople(tx, before, appointment);
  // The appointment's own compare-and-swap keeps versions apart: of two edits at once the second runs again and gets the next number.
  await tx.put(appointmentVersions, decision.version);
  tx.send(messageOf(deps, appointment, decision.version));
  await markLinks(tx, deps, appointment, before === undefined ? ['*'] : decision.changedFields, ask.links);
  return { appointment, version: decision.version, changedFields: decision.changedFields };
}

const messageOf = (deps: Deps, appointment: AppointmentDoc, row: AppointmentVersionDoc) =>
  appointmentChanged.make(
    {
      agencyId: appointment.agencyId,
      appointmentId: appointment.id,
      version: row.version,
      kind: row.kind,
      changedFields: row.changedFields,
      cause: row.cause,
      contactIds: [...(appointment.contactId === null ? [] : [appointment.contactId]), ...appointment.guestContactIds],
      calendarId: appointment.calendarId,
      appointmentType: appointment.type,
      bookedBy: appointment.bookedBy,
      fires: row.fires,
    },
    { id: deps.makeId(), now: deps.clock.now() },
  );
