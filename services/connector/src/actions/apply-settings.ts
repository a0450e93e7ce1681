import { newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { canNotify, nextPullAfter } from '../domain/pull-plan.ts';
import { calendarsOfLinks } from '../repos/calendars-of-links.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import { pushJobs, type PushJobDoc } from '../repos/push-jobs.ts';
import type { SyncSettingsDoc } from '../repos/sync-settings.ts';
import type { ApplySettings } from './doors.ts';
import { recomputeCalendar } from './recompute-calendar.ts';

/**
 * What follows from other settings, see `ApplySettings`. Choosing calendars and how they are pulled takes effect at once, and so does hiding or
 * showing client details, which rewrites what we pushed; all else counts for what is new or edited from now on.
 * An old target is read on until no link is left in it: what stands there stays there.
 */
export const applySettings: ApplySettings = async (tx, deps, before, after) => {
  const was = before?.values;
  const { values } = after;
  const chosen = (of: typeof was): readonly string[] => (of === undefined ? [] : [of.targetCalendarId, ...of.availabilityCalendarIds].filter((id) => id !== null));
  const another = was?.targetCalendarId !== values.targetCalendarId;
  const changed = chosen(was).concat(chosen(values)).filter((id) => another || chosen(was).includes(id) !== chosen(values).includes(id));
  const rescheduled = was !== undefined && was.frequency !== values.frequency;
  for (const id of new Set([...changed, ...(rescheduled ? chosen(values) : [])])) await recomputeCalendar(tx, deps, id, after);
  if (rescheduled) for (const id of chosen(values)) await reschedule(tx, deps, id, after);
  if (another) await wakeLinks(tx, deps, after);
  if (was !== undefined && was.clientDetails !== values.clientDetails) await addJob(tx, deps, after, { kind: 'rewrite', googleCalendarId: null });
};

/** Links that rest in this connection's target live again, for whoever they are. */
async function wakeLinks(tx: Transaction, deps: Deps, settings: SyncSettingsDoc): Promise<void> {
  const googleCalendarId = settings.values.targetCalendarId;
  if (googleCalendarId !== null) await addJob(tx, deps, settings, { kind: 'revive', googleCalendarId });
}

/** A connection that is back: so do its own links in calendars that it wrote to before. */
export async function wakeAllLinks(tx: Transaction, deps: Deps, settings: SyncSettingsDoc): Promise<void> {
  await wakeLinks(tx, deps, settings);
  for (const googleCalendarId of await calendarsOfLinks(tx, settings.connectionId, ['dormant'])) {
    if (googleCalendarId !== settings.values.targetCalendarId) await addJob(tx, deps, settings, { kind: 'revive', googleCalendarId });
  }
}

/** A calendar that waited for its hour may have to be read sooner, or wait to be asked. */
async function reschedule(tx: Transaction, deps: Deps, googleCalendarId: string, { connectionId, values }: SyncSettingsDoc): Promise<void> {
  const now = deps.clock.now();
  const calendar = await tx.get(googleCalendars, googleCalendarId);
  if (calendar?.leadConnectionId !== connectionId) return;
  // A full read that is under way ends by the settings it began with: it is followed by one that knows these.
  if (calendar.syncToken === null) return markCalendarDue(tx, googleCalendarId, { now, lane: 'later', change: askForPull(now) });
  const facts = {
    frequency: values.frequency,
    canNotify: canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT),
    watch: calendar.watch,
    reconcileSeconds: deps.settings.CONNECTOR_RECONCILE_MINUTES * 60,
  };
  const nextPullAt = nextPullAfter(facts, now, deps.random.unit());
  await markCalendarDue(tx, googleCalendarId, { now, lane: 'later', change: (doc) => ({ ...doc, nextPullAt }) });
}

const addJob = (tx: Transaction, deps: Deps, { agencyId, connectionId }: SyncSettingsDoc, job: Pick<PushJobDoc, 'kind' | 'googleCalendarId'>): Promise<void> =>
  tx.insert(pushJobs, { ...job, id: deps.makeId(), agencyId, connectionId, fromMs: 0, retryOf: null, cursor: null, planned: false, ...newDue(deps.clock.now()) });
