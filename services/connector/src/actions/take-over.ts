import { conflictFound } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { AppointmentChange } from '../domain/appointment-fields.ts';
import { isBackFillOfLinked } from '../domain/is-back-fill-of-linked.ts';
import type { FieldConflict, Merged } from '../domain/merge.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { conflicts } from '../repos/conflicts.ts';
import type { LinkDoc, SyncedFields } from '../repos/links.ts';
import { note } from './finish-write.ts';
import type { Pass } from './pass.ts';
import { writeAppointment } from './write-appointment.ts';

interface TakeOver {
  readonly link: LinkDoc;
  readonly appointment: AppointmentDoc;
  readonly merged: Merged;
  readonly theirsAt: number | null;
}

/** Writes into the appointment what a merge took from Google, with its conflicts and their losing values. */
export async function takeOver(tx: Transaction, pass: Pass, { link, appointment, merged }: TakeOver): Promise<void> {
  for (const found of merged.conflicts) await keepConflict(tx, pass, link, appointment, found);
  const change = changeOf(merged.platform);
  if (Object.keys(change).length === 0) return;
  const { version, changedFields } = await writeAppointment(tx, pass.deps, {
    agencyId: appointment.agencyId,
    appointmentId: appointment.id,
    change,
    cause: 'google',
    by: 'google',
    fires: pass.settings.values.mode !== 'disable-trigger' && !isBackFillOfLinked(pass.calendar),
    lost: Object.fromEntries(merged.conflicts.map((found) => [found.field, found.winner === 'google' ? found.ours : found.theirs])),
  });
  if (version === undefined) return;
  const cancelled = version.kind === 'cancelled';
  await note(tx, pass, { ...link, runId: null }, {
    side: 'platform',
    act: cancelled ? 'cancelled' : 'updated',
    appointmentId: appointment.id,
    title: appointment.title,
    why: cancelled ? 'deleted-in-google' : version.kind === 'revived' ? 'restored-in-google' : 'edited-in-google',
    detail: changedFields.join(','),
    before: version.before,
    after: version.after,
    linkId: link.id,
  });
}

/** What Google says, as fields of an appointment. */
export function changeOf({ exists, ...fields }: Partial<SyncedFields>): AppointmentChange {
  if (exists === false) return { status: 'cancelled' };
  return fields;
}

async function keepConflict(tx: Transaction, pass: Pass, link: LinkDoc, appointment: AppointmentDoc, found: FieldConflict): Promise<void> {
  const now = pass.deps.clock.now();
  const id = pass.deps.makeId();
  const { agencyId } = appointment;
  await tx.insert(conflicts, {
    ...found,
    id,
    agencyId,
    userId: pass.card.userId,
    appointmentId: appointment.id,
    connectionId: link.connectionId,
    policy: pass.settings.values.conflictPolicy,
    foundAt: now,
    settledAt: now,
  });
  tx.send(conflictFound.make({ agencyId, conflictId: id, appointmentId: appointment.id }, { id: pass.deps.makeId(), now }));
  await note(tx, pass, { ...link, runId: null }, {
    side: found.winner === 'google' ? 'platform' : 'google',
    act: 'conflict',
    appointmentId: appointment.id,
    title: appointment.title,
    why: `${found.winner}-won`,
    detail: found.field,
    before: { [found.field]: found.winner === 'google' ? found.ours : found.theirs },
    after: { [found.field]: found.winner === 'google' ? found.theirs : found.ours },
    linkId: link.id,
  });
}
