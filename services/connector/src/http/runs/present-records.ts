import { seenBy } from '@portal-sync/auth';
import type { AgencyCaller, RunRecord } from '@portal-sync/contracts';
import type { Deps } from '../../deps.ts';
import { recordView } from '../../domain/record-view.ts';
import { seenAppointment } from '../../domain/seen-appointment.ts';
import { appointments } from '../../repos/appointments.ts';
import { userCards } from '../../repos/cards.ts';
import type { RunDoc, RunRecordDoc } from '../../repos/runs.ts';
import { sharingOf } from '../../repos/sharing-of.ts';

/** Records as the caller may see them; those that are nothing to them are left out. */
export async function presentRecords(deps: Deps, viewer: AgencyCaller, run: Pick<RunDoc, 'userId'>, docs: readonly RunRecordDoc[]): Promise<RunRecord[]> {
  const views = docs.map(async (doc) => {
    const seenAs = await seenRecord(deps, viewer, run.userId, doc);
    return seenAs === 'nothing' ? undefined : recordView(doc, seenAs);
  });
  return (await Promise.all(views)).filter((view) => view !== undefined);
}

/** A record about an appointment tells no more than the appointment itself shows to this viewer. */
async function seenRecord(deps: Deps, viewer: AgencyCaller, userId: string, doc: RunRecordDoc) {
  const appointment = doc.appointmentId === null ? undefined : await deps.store.get(appointments, doc.appointmentId);
  const person = await deps.store.get(userCards, `${doc.agencyId}/${userId}`);
  const fromGoogle = appointment === undefined || appointment.fromEventId !== null;
  const seenAs = seenBy(
    viewer,
    { kind: 'run-record', agencyId: doc.agencyId, userIds: [userId], contactId: null, fromGoogle, ofClient: person?.role === 'client' || person?.role === 'prospect' },
    await sharingOf(deps.store, doc.agencyId, userId),
  );
  if (appointment === undefined || seenAs !== 'details') return seenAs;
  return seenBy(viewer, seenAppointment(appointment), await sharingOf(deps.store, doc.agencyId, appointment.hostUserId)) === 'details' ? 'details' : 'busy';
}
