import { finishDue, type Transaction } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import type { Deps } from '../deps.ts';
import { dirtied } from '../domain/new-link.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { appointmentsOf } from '../repos/appointments-of.ts';
import { connectionCards } from '../repos/cards.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { markCalendarDue } from '../repos/mark-calendar-due.ts';
import { pushJobs, type PushJobDoc } from '../repos/push-jobs.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { adoptEvent } from './adopt-event.ts';
import { findUser } from './keep-user.ts';
import { markLinks } from './mark-links.ts';
import { planPush } from './plan-push.ts';
import { recomputeCalendar } from './recompute-calendar.ts';
import { finishRun, noteLinkOfRun } from './record-run.ts';

/** Appointments planned in one transaction. */
const PAGE = 20;
const SOON_MS = 500;
const WAIT_MS = 30_000;

interface Page {
  readonly next: string | undefined;
  /** Links that the run has to wait for. */
  readonly links: number;
}

/** One page of a job; its place is stored with what it did, so that a stop in between loses and doubles nothing. */
export async function workOnPushJob(deps: Deps, job: PushJobDoc): Promise<{ readonly nextAt: number | null }> {
  if (job.planned) return job.kind === 'revive' ? leadRevived(deps, job) : endWhenAllAreThrough(deps, job);
  const card = await deps.store.get(connectionCards, job.connectionId);
  if (card === undefined || card.state === 'removing') return drop(deps, job);
  if (card.state !== 'live') return { nextAt: deps.clock.now() + WAIT_MS };
  if (job.kind === 'push-existing' && (await isNeverRead(deps, job))) return { nextAt: deps.clock.now() + SOON_MS };
  const person = await findUser(deps, card.agencyId, card.userId);
  const done = await deps.store.transaction(async (tx) => {
    const fresh = await tx.get(pushJobs, job.id);
    if (fresh === undefined || fresh.planned) return true;
    const page = await WORK[fresh.kind](tx, deps, fresh, person === undefined ? NOBODY : { ...person, userId: person.id });
    const run = await tx.get(runs, fresh.id);
    const over = page.next === undefined;
    if (run !== undefined) await tx.put(runs, { ...run, total: (run.total ?? 0) + page.links, planned: over });
    await tx.put(pushJobs, { ...fresh, cursor: page.next ?? null, planned: over });
    const after = await tx.get(runs, fresh.id);
    if (over && after !== undefined && after.processed >= (after.total ?? 0)) await finishRun(tx, deps, after.id);
    return over;
  });
  if (!done) return { nextAt: deps.clock.now() };
  return { nextAt: deps.clock.now() + (job.kind === 'revive' ? 0 : WAIT_MS) };
}

/** Links stand again in a calendar that perhaps nobody chose any more: then it is led for them. */
async function leadRevived(deps: Deps, { googleCalendarId }: PushJobDoc): Promise<{ readonly nextAt: null }> {
  if (googleCalendarId !== null) await deps.store.transaction((tx) => recomputeCalendar(tx, deps, googleCalendarId));
  return { nextAt: null };
}

/** A run ends with the last of its links. One that no link waits for any more, because what it asked for became pointless, ends here. */
async function endWhenAllAreThrough(deps: Deps, { id }: PushJobDoc): Promise<{ readonly nextAt: number | null }> {
  if ((await deps.store.get(runs, id))?.state !== 'running') return { nextAt: null };
  if ((await deps.store.count(links, { index: 'byRun', equals: [id] })) > 0) return { nextAt: deps.clock.now() + WAIT_MS };
  await deps.store.transaction((tx) => finishRun(tx, deps, id));
  return { nextAt: null };
}

const NOBODY = { agencyId: '', userId: '', role: 'staff', contactId: null };

type Work = (tx: Transaction, deps: Deps, job: PushJobDoc, person: Parameters<typeof appointmentsOf>[1]) => Promise<Page>;

const WORK: Readonly<Record<PushJobDoc['kind'], Work>> = {
  'push-existing': async (tx, deps, job, person) => {
    const page = await appointmentsOf(tx, person, { fromMs: job.fromMs, limit: PAGE, cursor: job.cursor ?? undefined });
    let count = 0;
    for (const appointment of page.items) count += await pushOne(tx, deps, job, appointment);
    return { next: page.next, links: count };
  },
  'retry': async (tx, deps, job) => {
    const page = await tx.find(runRecords, { index: 'byAct', equals: [job.retryOf ?? '', 'failed'], limit: PAGE, cursor: job.cursor ?? undefined });
    let count = 0;
    for (const { linkId: id } of page.items) count += id === null ? 0 : await tryAgain(tx, deps, job, id);
    return { next: page.next, links: count };
  },
  'rewrite': (tx, deps, job) => markAgain(tx, deps, job, { index: 'byConnection', equals: [job.connectionId, 'synced'] }),
  'revive': async (tx, deps, job) => {
    const page = await markAgain(tx, deps, job, { index: 'byState', equals: [job.googleCalendarId, 'dormant'] });
    // The calendar waits for this.
    if (page.next === undefined && job.googleCalendarId !== null) await markCalendarDue(tx, job.googleCalendarId, { now: deps.clock.now(), lane: 'now' });
    return page;
  },
};

async function pushOne(tx: Transaction, deps: Deps, job: PushJobDoc, appointment: AppointmentDoc): Promise<number> {
  const plan = await planPush(tx, deps, appointment, job.connectionId);
  if (plan.do === 'nothing') return 0;
  if (plan.do === 'link') {
    const link = await adoptEvent(tx, deps, { appointment, mirror: plan.mirror, planned: plan.planned, cause: 'import', runId: job.id });
    if (link.dirtySince === null) await noteLinkOfRun(tx, deps, job.id, { ...aboutLink(appointment, link), act: 'linked', why: 'same-time-and-title' });
    return 1;
  }
  await markLinks(tx, deps, appointment, ['*'], { runId: job.id, lane: 'later', onlyConnectionId: job.connectionId });
  const link = await tx.get(links, linkId(appointment.id, plan.planned.googleCalendarId));
  return link?.runId === job.id && link.dirtySince !== null ? 1 : 0;
}

const aboutLink = (appointment: AppointmentDoc, link: LinkDoc) =>
  ({ side: 'google', appointmentId: appointment.id, title: appointment.title, linkId: link.id }) as const;

async function tryAgain(tx: Transaction, deps: Deps, job: PushJobDoc, id: string): Promise<number> {
  const link = await tx.get(links, id);
  if (link?.state !== 'failed') return 0;
  const now = deps.clock.now();
  // Not in the lane of what may have to wait until somebody asks for it: this was asked for.
  await tx.put(links, { ...dirtied(link, now, 'later', job.id), lane: 'later' as const });
  await markCalendarDue(tx, link.googleCalendarId, { now, lane: 'now' });
  return 1;
}

async function markAgain(
  tx: Transaction,
  deps: Deps,
  job: PushJobDoc,
  query: { readonly index: 'byConnection' | 'byState'; readonly equals: readonly (string | null)[] },
): Promise<Page> {
  const page = await tx.find(links, { ...query, limit: PAGE, cursor: job.cursor ?? undefined });
  for (const { appointmentId } of page.items) {
    const appointment = await tx.get(appointments, appointmentId);
    if (appointment !== undefined) await markLinks(tx, deps, appointment, ['*'], { lane: 'later', onlyConnectionId: job.connectionId });
  }
  return { next: page.next, links: 0 };
}

/** Its calendar was never read: look-alike events are not known yet. */
async function isNeverRead(deps: Deps, { googleCalendarId }: PushJobDoc): Promise<boolean> {
  const calendar = googleCalendarId === null ? undefined : await deps.store.get(googleCalendars, googleCalendarId);
  return calendar !== undefined && calendar.leadConnectionId !== null && calendar.firstRead && calendar.problem === null;
}

async function drop(deps: Deps, job: PushJobDoc): Promise<{ readonly nextAt: null }> {
  await deps.store.transaction(async (tx) => {
    await finishRun(tx, deps, job.id, { state: 'stopped', problem: 'disconnected' });
    const fresh = await tx.get(pushJobs, job.id);
    if (fresh !== undefined) await tx.put(pushJobs, { ...(finishDue(fresh, fresh.claim, null) ?? fresh), planned: true });
  });
  return { nextAt: null };
}
