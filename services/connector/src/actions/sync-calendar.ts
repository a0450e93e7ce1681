import type { Deps } from '../deps.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { nextWorkAt } from '../repos/next-work-at.ts';
import { pushJobs } from '../repos/push-jobs.ts';
import { runs } from '../repos/runs.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { afterCalendarFailure } from './after-calendar-failure.ts';
import { openPass, type Pass } from './pass.ts';
import { probeGoogle } from './probe-google.ts';
import { pullCalendar } from './pull-calendar.ts';
import { BATCH, pushBatch } from './push-batch.ts';
import { finishRun } from './record-run.ts';

/** How long a calendar waits for its links, ms; the last of them wakes it. */
const SOON_MS = 500;

/**
 * One piece of work on one Google calendar: at most 20 of its dirty links are written in order, then one page of its changes is read if it is
 * time, then it is put back behind the others. Whoever holds it, the lease only saves work: etags, versions and compare-and-swap keep data right.
 */
export async function syncCalendar(deps: Deps, calendar: GoogleCalendarDoc, { signal }: { readonly signal: AbortSignal }): Promise<{ readonly nextAt: number | null }> {
  const now = deps.clock.now();
  if (calendar.pausedSince !== null) return { nextAt: null };
  if (calendar.blockedUntil !== null && calendar.blockedUntil > now) return { nextAt: calendar.blockedUntil };
  const pass = await openPass(deps, calendar, signal);
  if (pass === undefined) return { nextAt: null };
  if (await isReviving(pass)) return { nextAt: now + SOON_MS };
  await endLeftRuns(pass);
  let goesOn = false;
  try {
    if (calendar.problem === 'google-down') await probeGoogle(pass);
    const pushed = await pushBatch(pass, lanesOf(pass));
    // Under manual it is the read that answers the ask: it comes after the last of what waited to be written.
    const writesOn = pass.settings.values.frequency === 'manual' && pushed >= BATCH;
    goesOn = !writesOn && (await pullIfDue(pass));
  } catch (error) {
    await afterCalendarFailure(pass, error);
  }
  if (!goesOn || !(await leads(pass))) await deps.store.transaction((tx) => finishRun(tx, deps, pass.run.id));
  return { nextAt: await nextOf(deps, calendar.id) };
}

/** Whose calendar was given to another, or to nobody, meanwhile: nobody goes on with their run. */
const leads = async ({ deps, card, calendar }: Pass): Promise<boolean> => (await deps.store.get(googleCalendars, calendar.id))?.leadConnectionId === card.id;

/** Links that rest are not merged: what a read showed of them before they live again would count as known, and would be lost. */
async function isReviving({ deps, card, calendar }: Pass): Promise<boolean> {
  const { items } = await deps.store.find(pushJobs, { index: 'byState', equals: [card.id, 'revive', false], limit: 100 });
  return items.some(({ googleCalendarId }) => googleCalendarId === calendar.id);
}

/** A run of this calendar that is still on is one whose process was killed: what it did stands, and it ends here. */
async function endLeftRuns({ deps, card, calendar, run }: Pass): Promise<void> {
  const { items } = await deps.store.find(runs, { index: 'byState', equals: [card.id, 'running'], limit: 20 });
  const left = items.filter(({ id, kind, googleCalendarId }) => id !== run.id && googleCalendarId === calendar.id && (kind === 'pull' || kind === 'full-read'));
  for (const { id } of left) await deps.store.transaction((tx) => finishRun(tx, deps, id, { state: 'stopped' }));
}

/** Under manual nothing is written before somebody asks; what belongs to a run was asked for. */
function lanesOf({ settings, calendar }: Pass): readonly ('now' | 'later')[] {
  const waits = settings.values.frequency === 'manual' && calendar.pullAsked === calendar.pullDone;
  return waits ? ['later'] : ['now', 'later'];
}

/** True while a read of several pages is under way: its run goes on with it. */
async function pullIfDue(pass: Pass): Promise<boolean> {
  const calendar = await pass.deps.store.get(googleCalendars, pass.calendar.id);
  if (calendar === undefined || pass.signal.aborted || calendar.leadConnectionId !== pass.card.id) return false;
  // Somebody asked after this piece of work decided what to write: the next one writes, then reads. To read now would answer the ask without writing.
  if (pass.settings.values.frequency === 'manual' && calendar.pullAsked !== pass.calendar.pullAsked) return false;
  const now = pass.deps.clock.now();
  const due = calendar.nextPullAt === null ? calendar.pullAsked > calendar.pullDone : calendar.nextPullAt <= now;
  if (!due) return false;
  // Pushing takes its time: what comes is judged by the settings that stand now.
  const settings = (await pass.deps.store.get(syncSettings, pass.card.id)) ?? pass.settings;
  return (await pullCalendar({ ...pass, calendar, settings })) === 'more';
}

async function nextOf(deps: Deps, googleCalendarId: string): Promise<number | null> {
  const calendar = await deps.store.get(googleCalendars, googleCalendarId);
  if (calendar === undefined || calendar.leadConnectionId === null || calendar.pausedSince !== null) return null;
  const settings = await deps.store.get(syncSettings, calendar.leadConnectionId);
  return nextWorkAt(deps.store, calendar, { now: deps.clock.now(), manual: settings?.values.frequency === 'manual' });
}
