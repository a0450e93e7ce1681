import { AppError } from '@portal-sync/kernel';
import { newDue } from '@portal-sync/store';
import { pushJobs } from '../repos/push-jobs.ts';
import { runRecords, runs } from '../repos/runs.ts';
import type { RetryRun } from './doors.ts';
import { checkPush } from './preview-push.ts';
import { newRun } from './record-run.ts';

/** See `RetryRun`. Only what failed is tried again. */
export const retryRun: RetryRun = (deps, { agencyId, runId }) => {
  // Before the transaction, which may run several times.
  const id = deps.makeId();
  return deps.store.transaction(async (tx) => {
    const failed = await tx.guard(runs, runId);
    if (failed === undefined || failed.agencyId !== agencyId) throw new AppError('not-found');
    if (failed.state === 'running') throw new AppError('refused', { detail: 'The run is still on.' });
    const card = await checkPush(tx, { agencyId, connectionId: failed.connectionId });
    const { items } = await tx.find(runRecords, { index: 'byAct', equals: [runId, 'failed'], limit: 1000 });
    if (!items.some((record) => record.linkId !== null)) throw new AppError('refused', { detail: 'Nothing in this run can be tried again.' });
    const now = deps.clock.now();
    const { userId, googleCalendarId } = failed;
    const run = newRun({ id, agencyId, userId, connectionId: card.id, kind: 'retry', direction: 'to-google', googleCalendarId, total: 0, planned: false, retryOf: runId }, now);
    await tx.insert(runs, run);
    await tx.insert(pushJobs, { id, kind: 'retry', agencyId, connectionId: card.id, fromMs: 0, retryOf: runId, googleCalendarId, cursor: null, planned: false, ...newDue(now) });
    return run;
  });
};
