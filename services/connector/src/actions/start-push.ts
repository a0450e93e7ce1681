import { newDue } from '@portal-sync/store';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import { pushJobs } from '../repos/push-jobs.ts';
import { runs } from '../repos/runs.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { StartPush } from './doors.ts';
import { checkPush, pushFrom } from './preview-push.ts';
import { newRun } from './record-run.ts';

/** See `StartPush`. Pressed twice it is one run; what stands in Google already is left alone, so that it can be pressed again at any time. */
export const startPush: StartPush = (deps, ask) =>
  deps.store.transaction(async (tx) => {
    const card = await checkPush(tx, ask);
    const settings = await tx.guard(syncSettings, card.id);
    const going = await tx.find(runs, { index: 'byState', equals: [card.id, 'running'], limit: 50 });
    const same = going.items.find((run) => run.kind === 'push-existing');
    if (same !== undefined) return same;
    const now = deps.clock.now();
    const id = deps.makeId();
    const { agencyId, userId } = card;
    const googleCalendarId = settings?.values.targetCalendarId ?? null;
    const run = newRun({ id, agencyId, userId, connectionId: card.id, kind: 'push-existing', direction: 'to-google', googleCalendarId, total: 0, planned: false }, now);
    await tx.insert(runs, run);
    const job = { id, kind: 'push-existing' as const, agencyId, connectionId: card.id, fromMs: pushFrom(ask, now), retryOf: null, googleCalendarId };
    await tx.insert(pushJobs, { ...job, cursor: null, planned: false, ...newDue(now) });
    // Look-alikes are found among what was read: a calendar never read yet is read first.
    if (googleCalendarId !== null) await markCalendarDue(tx, googleCalendarId, { now, lane: 'now', change: (doc) => (doc.firstRead ? askForPull(now)(doc) : doc) });
    return run;
  });
