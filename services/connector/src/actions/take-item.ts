import type { Transaction } from '@portal-sync/store';
import { claimIdOf, mirrorIdOf } from '../domain/google-ids.ts';
import { mirrorOf, partsOfInstanceId } from '../domain/mirror-of.ts';
import { whyOnlyBlocks, type OnlyBlocks } from '../domain/why-only-blocks.ts';
import { appointments } from '../repos/appointments.ts';
import { claims } from '../repos/claims.ts';
import { dropMirror, endSeries, keepBlock, moveBlock } from '../repos/keep-blocks.ts';
import { links } from '../repos/links.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';
import type { Sighting } from './absorb-event.ts';
import { linkKnownMeeting } from './link-known-meeting.ts';
import type { Pass } from './pass.ts';
import { addToRun } from './record-run.ts';
import { takeLinked } from './take-linked.ts';

export interface TakenItem {
  /** Mirror to be judged by the matcher. */
  readonly judge?: string;
  /** Mirror of the series whose occurrences have to be laid out anew. */
  readonly series?: string;
  /** The event itself has to be read. */
  readonly unsure?: true;
}

/** Takes account of one event of a page, whatever it is. Safe to run twice: the second time nothing changes. */
export async function takeItem(tx: Transaction, pass: Pass, sighting: Sighting): Promise<TakenItem> {
  const { item } = sighting;
  const link = (await tx.find(links, { index: 'byGoogleEvent', equals: [pass.calendar.id, item.id], limit: 1 })).items[0];
  const taken = link === undefined ? 'let-go' : await takeLinked(tx, pass, link, sighting);
  if (taken !== 'let-go') return taken;
  if (!isOurBusiness(pass)) return {};
  return item.status === 'cancelled' ? takeCancelled(tx, pass, sighting) : takeLive(tx, pass, sighting);
}

/** Of a client's calendar only what is linked counts, and a calendar that nobody chose any more is read for its links alone. */
const isOurBusiness = (pass: Pass): boolean => pass.calendar.use === 'target' || (pass.ofStaff && pass.calendar.use === 'availability');

/** A tombstone, or a cancelled occurrence of a series: that one is kept, so that its place stays free. */
async function takeCancelled(tx: Transaction, pass: Pass, { item }: Sighting): Promise<TakenItem> {
  const id = mirrorIdOf(pass.calendar.id, item.id);
  const parts = partsOfInstanceId(item.id);
  const masterEventId = item.recurringEventId ?? parts?.masterId;
  const master = masterEventId === undefined ? undefined : await tx.get(mirrors, mirrorIdOf(pass.calendar.id, masterEventId));
  const isOccurrence = item.recurringEventId !== null || (master !== undefined && master.recurrence.length > 0);
  await dropMirror(tx, id);
  if (!isOccurrence || masterEventId === undefined) {
    await endSeries(tx, { id, googleCalendarId: pass.calendar.id, googleEventId: item.id });
    return {};
  }
  const originalStart = item.originalStart ?? parts?.originalStart ?? null;
  await tx.put(mirrors, { ...cancelledOccurrence(pass, id, item.id), recurringEventId: masterEventId, originalStart, etag: item.etag ?? '' });
  return { series: mirrorIdOf(pass.calendar.id, masterEventId) };
}

const cancelledOccurrence = (pass: Pass, id: string, googleEventId: string): MirrorDoc => ({
  id,
  agencyId: pass.calendar.agencyId,
  googleCalendarId: pass.calendar.id,
  googleEventId,
  iCalUID: null,
  recurringEventId: null,
  originalStart: null,
  recurrence: [],
  expandedUntil: null,
  etag: '',
  updatedAt: pass.deps.clock.now(),
  status: 'cancelled',
  when: null,
  blocks: false,
  fields: null,
  organizer: { address: null, self: false },
  ownResponse: null,
  attendees: [],
  onlyBlocks: 'series',
  backFill: pass.calendar.firstRead,
  appointmentId: null,
  verdict: null,
  seenAt: pass.deps.clock.now(),
  startsAt: 0,
  endsAt: 0,
});

async function takeLive(tx: Transaction, pass: Pass, sighting: Sighting): Promise<TakenItem> {
  const { item } = sighting;
  const { values } = pass.settings;
  // A verified mark on an event that no link knows is a copy of ours: an event like any other.
  const mark = sighting.mark.kind === 'foreign' ? 'foreign' : 'none';
  const why = whyOnlyBlocks({ item, mark, use: pass.calendar.use, availabilityOnly: values.availabilityOnly, ofStaff: pass.ofStaff, direction: values.direction });
  if (await isKnownMeeting(tx, pass, sighting, why)) return {};
  if (!pass.ofStaff) return {};
  const { id, agencyId, zone, firstRead } = pass.calendar;
  const mirror = mirrorOf(item, { agencyId, googleCalendarId: id, zone, onlyBlocks: why, backFill: firstRead, appointmentId: null, runId: pass.run.id, now: pass.deps.clock.now() });
  if (mirror === null) return unreadable(tx, pass, item.id);
  return keepSight(tx, pass, mirror, why);
}

/** A meeting that another of the agency's people brought, or that we made there, is the same appointment here. */
async function isKnownMeeting(tx: Transaction, pass: Pass, sighting: Sighting, why: OnlyBlocks | null): Promise<boolean> {
  const { item } = sighting;
  if (pass.calendar.use !== 'target' || why === 'private' || why === 'foreign-mark' || why === 'series' || item.iCalUID === null) return false;
  const claim = await tx.get(claims, claimIdOf(pass.calendar.agencyId, item.iCalUID, item.originalStart));
  const appointment = claim === undefined ? undefined : await tx.get(appointments, claim.appointmentId);
  return appointment === undefined ? false : linkKnownMeeting(tx, pass, appointment, item);
}

async function unreadable(tx: Transaction, pass: Pass, eventId: string): Promise<TakenItem> {
  await addToRun(tx, pass.deps, pass.run, { side: 'platform', act: 'failed', appointmentId: null, title: null, why: 'unreadable', detail: eventId });
  return {};
}

async function keepSight(tx: Transaction, pass: Pass, mirror: MirrorDoc, why: OnlyBlocks | null): Promise<TakenItem> {
  const before = await tx.get(mirrors, mirror.id);
  const owner = { userId: pass.card.userId, zone: pass.calendar.zone };
  if (before !== undefined && before.recurrence.length > 0 && mirror.recurrence.length === 0) await endSeries(tx, before);
  if (why !== null) {
    await tx.put(mirrors, { ...mirror, expandedUntil: before?.expandedUntil ?? null });
    if (mirror.recurrence.length > 0) return { series: mirror.id };
    await keepBlock(tx, mirror, owner, why === 'event-type' || why === 'no-content' ? 'not-an-appointment' : why);
    return mirror.recurringEventId === null ? {} : { series: mirrorIdOf(pass.calendar.id, mirror.recurringEventId) };
  }
  // Other settings judge what is new or edited; what was judged stays as it is, unless the calendar is read for the first time as a target.
  const judged = before?.onlyBlocks === null && before.etag === mirror.etag && before.verdict !== null && !pass.calendar.firstRead;
  if (judged) {
    const { seenAt, startsAt, endsAt } = mirror;
    await tx.put(mirrors, { ...before, seenAt, startsAt, endsAt });
    if (startsAt !== before.startsAt || endsAt !== before.endsAt) await moveBlock(tx, mirror.id, owner.zone);
    return {};
  }
  await tx.put(mirrors, mirror);
  await keepBlock(tx, mirror, owner, 'not-yet-judged');
  return { judge: mirror.id };
}

