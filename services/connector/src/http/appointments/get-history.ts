import { agencyCaller, seenBy } from '@portal-sync/auth';
import { appointmentHistory } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { historyView } from '../../domain/history-view.ts';
import { seenAppointment } from '../../domain/seen-appointment.ts';
import { appointmentVersions } from '../../repos/appointment-versions.ts';
import { findAppointment } from '../../repos/find-appointment.ts';
import { runRecords, runs } from '../../repos/runs.ts';
import { sharingOf } from '../../repos/sharing-of.ts';
import { appointmentParams } from '../params.ts';
import { presentRecords } from '../runs/present-records.ts';
import { ALL_PEOPLE } from '../who.ts';

/** How much of a long history is shown, newest first. */
const MOST = 200;

export const getAppointmentHistory = defineRoute({
  id: 'getAppointmentHistory',
  method: 'GET',
  path: '/v1/appointments/{appointmentId}/history',
  summary: 'How an appointment came to be as it is: its versions and what syncing did with it',
  who: ALL_PEOPLE,
  params: appointmentParams,
  answers: { 200: appointmentHistory },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const doc = await findAppointment(deps.store, caller.agencyId, request.params);
    const seenAs = doc === undefined ? 'nothing' : seenBy(caller, seenAppointment(doc), await sharingOf(deps.store, doc.agencyId, doc.hostUserId));
    if (doc === undefined || seenAs === 'nothing') throw new AppError('not-found');
    const newest = { equals: [doc.id], order: 'desc', limit: MOST } as const;
    const versions = await deps.store.find(appointmentVersions, { index: 'byAppointment', ...newest });
    const records = await deps.store.find(runRecords, { index: 'byAppointment', ...newest });
    const views = records.items.map(async (record) => {
      const run = await deps.store.get(runs, record.runId);
      return run === undefined ? [] : presentRecords(deps, caller, run, [record]);
    });
    return {
      status: 200,
      body: { versions: versions.items.map((version) => historyView(version, caller, seenAs)), records: (await Promise.all(views)).flat() },
    };
  },
});
