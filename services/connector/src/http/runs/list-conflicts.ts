import { agencyCaller, seenBy } from '@portal-sync/auth';
import { conflict, id, pageOf, pageQuery, type AgencyCaller, type Conflict } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { appointments } from '../../repos/appointments.ts';
import { conflicts, type ConflictDoc } from '../../repos/conflicts.ts';
import { sharingOf } from '../../repos/sharing-of.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';

export const listConflicts = defineRoute({
  id: 'listConflicts',
  method: 'GET',
  path: '/v1/conflicts',
  summary: 'Where both sides changed the same, newest first, with the value that lost',
  who: OWN_CONNECTION,
  query: z.strictObject({ ...pageQuery, appointmentId: id.optional() }),
  answers: { 200: pageOf(conflict) },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { userId, agencyId } = confinesOf(request);
    const { appointmentId, ...query } = request.query;
    const newest = { order: 'desc', ...query } as const;
    const page =
      appointmentId !== undefined
        ? await deps.store.find(conflicts, { index: 'byAppointment', equals: [appointmentId], ...newest })
        : userId === undefined
          ? await deps.store.find(conflicts, { index: 'byAgency', equals: [agencyId], ...newest })
          : await deps.store.find(conflicts, { index: 'byUser', equals: [agencyId, userId], ...newest });
    const views = await Promise.all(page.items.map((doc) => present(deps, caller, doc)));
    return { status: 200, body: { ...page, items: views.filter((view) => view !== undefined) } };
  },
});

/** Seen as Busy: that there was a conflict about which field and who won, nothing of the values. */
async function present(deps: Deps, caller: AgencyCaller, doc: ConflictDoc): Promise<Conflict | undefined> {
  const appointment = await deps.store.get(appointments, doc.appointmentId);
  const fromGoogle = appointment === undefined || appointment.fromEventId !== null;
  const record = { kind: 'conflict', agencyId: doc.agencyId, userIds: [doc.userId], contactId: null, fromGoogle, ofClient: false } as const;
  const seenAs = seenBy(caller, record, await sharingOf(deps.store, doc.agencyId, doc.userId));
  if (seenAs === 'nothing') return undefined;
  const view = conflict.parse(doc);
  return seenAs === 'details' ? view : { ...view, base: null, ours: null, theirs: null };
}
