import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import type { Deps } from '../deps.ts';
import { needsWrite } from '../domain/needs-write.ts';
import { cleaned, dirtied, newLink } from '../domain/new-link.ts';
import { planAskOf, planLinks, type Person, type PlannedLink } from '../domain/plan-links.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { connectionCards, contactCards } from '../repos/cards.ts';
import { dropLetGoBlock, keepLetGoBlock } from '../repos/keep-let-go-block.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { markCalendarDue } from '../repos/mark-calendar-due.ts';
import { readGuestAddresses } from '../repos/read-guest-addresses.ts';
import { readOutward } from '../repos/read-outward.ts';
import { readPeople } from '../repos/read-people.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { MarkLinks } from './doors.ts';

/** Set on the link of a person who took an appointment out of their own Google calendar: it is not put back there. */
export const TAKEN_OUT = 'taken-out';

interface Context {
  readonly appointment: AppointmentDoc;
  readonly now: number;
  readonly lane: 'now' | 'later';
  readonly runId: string | null;
  readonly people: readonly Person[];
}

/**
 * See `MarkLinks`. A link is made dirty only when Google shows something else than it should: an unsynced field costs nothing.
 * The appointment is guarded: an edit that comes between its reading and the links' would be undone by what was read before it.
 */
export const markLinks: MarkLinks = async (tx, deps, appointment, _changedFields, options = {}) => {
  await tx.guard(appointments, appointment.id);
  const context: Context = {
    appointment,
    now: deps.clock.now(),
    lane: options.lane ?? 'now',
    runId: options.runId ?? null,
    people: await readPeople(tx, appointment),
  };
  const there = (await tx.find(links, { index: 'byAppointment', equals: [appointment.id] })).items;
  const { onlyConnectionId } = options;
  const planned = (await plan(tx, deps, context, there)).filter((wanted) => onlyConnectionId === undefined || wanted.connectionId === onlyConnectionId);
  for (const wanted of planned) await want(tx, context, wanted);
  if (onlyConnectionId !== undefined) return;
  const wantedIds = new Set(planned.map((wanted) => linkId(appointment.id, wanted.googleCalendarId)));
  for (const link of there) if (!wantedIds.has(link.id)) await letGo(tx, context, link.id);
};

async function plan(tx: Transaction, deps: Deps, { appointment, people }: Context, there: readonly LinkDoc[]): Promise<readonly PlannedLink[]> {
  const agency = await deps.agencies.get(appointment.agencyId);
  if (agency === undefined) throw new AppError('not-found');
  return planLinks(planAskOf({ appointment, people, agency, guestAddresses: await readGuestAddresses(tx, appointment, there), links: there }));
}

async function want(tx: Transaction, context: Context, wanted: PlannedLink): Promise<void> {
  const { appointment, now, lane, runId } = context;
  const id = linkId(appointment.id, wanted.googleCalendarId);
  // Also one that is not there: somebody may link it while this is written, and count on the appointment as it was.
  const before = await tx.guard(links, id);
  if (before === undefined) {
    if (appointment.status === 'cancelled') return;
    // Another target chosen meanwhile would leave it in a calendar that nobody works on.
    await tx.guard(syncSettings, wanted.connectionId);
    await tx.insert(links, dirtied(newLink({ ...wanted, agencyId: appointment.agencyId, appointmentId: appointment.id }, now), now, lane, runId));
    return markCalendarDue(tx, wanted.googleCalendarId, { now, lane });
  }
  if (before.state === 'gone' && before.problem === TAKEN_OUT) return;
  const link: LinkDoc = { ...before, kind: wanted.kind, connectionId: wanted.connectionId, unneeded: false };
  if (before.origin !== 'ours' && before.state === 'dormant') await dropLetGoBlock(tx, before);
  await put(tx, context, before, link);
}

/** The appointment does not belong there any more: our event goes, what a person made stays and is left alone. */
async function letGo(tx: Transaction, context: Context, id: string): Promise<void> {
  const before = await tx.guard(links, id);
  if (before === undefined || before.state === 'gone' || before.state === 'dormant') return;
  // Whoever disconnects said themselves whether their events stay; who lets the connection go sees to it.
  if ((await tx.get(connectionCards, before.connectionId))?.state === 'removing') return;
  if (before.origin !== 'ours') {
    await tx.put(links, cleaned(before, 'dormant'));
    return keepLetGoBlock(tx, before);
  }
  await put(tx, context, before, { ...before, unneeded: true });
}

async function put(tx: Transaction, context: Context, before: LinkDoc, link: LinkDoc): Promise<void> {
  const { appointment, now, lane, runId } = context;
  const { view, policy } = await readOutward(tx, link, appointment);
  const dirty = needsWrite(link, view, policy);
  // What somebody else found to be written is taken back only by names and settings that still stand: those were read with the first link of a page.
  if (!dirty && before.dirtySince !== null) await guardOutward(tx, link, appointment);
  const settled = link.base?.exists === true ? 'synced' : 'gone';
  // A run waits for what becomes of each of its links: their worker says so, also when there is nothing to write any more.
  const awaited = before.runId !== null && before.dirtySince !== null;
  const clean = before.dirtySince === null && before.state !== 'dormant' ? link : cleaned(link, settled);
  const after = dirty ? dirtied(link, now, lane, runId) : awaited ? link : clean;
  if (dirty || after !== link || !sameLink(before, link)) await tx.put(links, after);
  if (dirty) await markCalendarDue(tx, link.googleCalendarId, { now, lane });
}

async function guardOutward(tx: Transaction, { connectionId }: LinkDoc, { contactId }: AppointmentDoc): Promise<void> {
  await tx.guard(syncSettings, connectionId);
  if (contactId !== null) await tx.guard(contactCards, contactId);
}

const sameLink = (a: LinkDoc, b: LinkDoc): boolean => a.kind === b.kind && a.connectionId === b.connectionId && a.unneeded === b.unneeded;
