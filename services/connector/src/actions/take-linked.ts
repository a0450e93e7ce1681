import type { Transaction } from '@portal-sync/store';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { judgeItem } from '../domain/judge-item.ts';
import { hasLeft, leavesAsHost } from '../domain/part-in-meeting.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { connectionCards } from '../repos/cards.ts';
import { endSeries } from '../repos/keep-blocks.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { absorbEvent, type Sighting } from './absorb-event.ts';
import { joinMeeting, moveHost } from './join-meeting.ts';
import { keepLinkedMirror } from './keep-linked-mirror.ts';
import { partOf } from './link-known-meeting.ts';
import type { Pass } from './pass.ts';
import type { TakenItem } from './take-item.ts';

/** Takes account of a linked event: what its person made of their part in it first, then what it says. `let-go`: it is not linked any more. */
export async function takeLinked(tx: Transaction, pass: Pass, link: LinkDoc, sighting: Sighting): Promise<TakenItem | 'let-go'> {
  const isNews = sees(pass, link, sighting);
  const said = await withoutHost(tx, pass, link, sighting, isNews);
  const absorbed = await absorbEvent(tx, pass, link.id, said);
  if (absorbed === 'let-go') return 'let-go';
  if (absorbed === 'unsure') return { unsure: true };
  if (absorbed === 'stale') return {};
  if (absorbed === 'same' && pass.calendar.fullReadSince === null) return notLaidOut(tx, pass, said);
  if (absorbed === 'taken' || (await isTheirsAgain(tx, pass, link))) await followCopy(tx, pass, link.id, said);
  return keepLinkedSeries(tx, pass, link, said);
}

/** A linked event that became a series: the appointment is its first time, the others block. */
export async function keepLinkedSeries(tx: Transaction, pass: Pass, link: LinkDoc, { item }: Sighting): Promise<TakenItem> {
  const id = mirrorIdOf(pass.calendar.id, item.id);
  const before = await tx.get(mirrors, id);
  const taken = await keepLinkedMirror(tx, pass, link, item);
  const isSeries = item.status !== 'cancelled' && item.recurrence.length > 0;
  if (before !== undefined && before.recurrence.length > 0 && !isSeries) await endSeries(tx, before);
  return isSeries && pass.ofStaff ? { ...taken, series: id } : taken;
}

/** A series that was taken, and its times not laid out because that process was stopped in between. */
async function notLaidOut(tx: Transaction, pass: Pass, { item }: Sighting): Promise<TakenItem> {
  if (item.recurrence.length === 0 || item.status === 'cancelled' || !pass.ofStaff) return {};
  const id = mirrorIdOf(pass.calendar.id, item.id);
  const mirror = await tx.get(mirrors, id);
  return mirror !== undefined && mirror.expandedUntil === null ? { series: id } : {};
}

/** A copy that rested while its person was not connected: it shows what it showed then. Not one whose appointment was taken from them here. */
async function isTheirsAgain(tx: Transaction, { card, ofStaff }: Pass, { origin, state, appointmentId }: LinkDoc): Promise<boolean> {
  if (origin !== 'copy' || state !== 'dormant') return false;
  const appointment = await tx.get(appointments, appointmentId);
  return !ofStaff || appointment?.hostUserId === card.userId || appointment?.staffUserIds.includes(card.userId) === true;
}

function sees(pass: Pass, link: LinkDoc, { item, askedAt }: Sighting): boolean {
  const asChange = askedAt !== null && pass.calendar.fullReadSince === null;
  return judgeItem(link, { etag: item.etag, updatedAt: item.updatedAt, stamp: null, askedAt, asChange }).kind === 'news';
}

/**
 * The host of a meeting that somebody else organizes deletes or declines it, or keeps it to themselves: it is the next one's of ours who has it.
 * For the last one it is gone, however they said so.
 */
async function withoutHost(tx: Transaction, pass: Pass, link: LinkDoc, sighting: Sighting, isNews: boolean): Promise<Sighting> {
  const appointment = await tx.get(appointments, link.appointmentId);
  if (appointment === undefined || !appointment.organizedElsewhere || link.kind !== 'host' || link.origin !== 'theirs') return sighting;
  const next = isNews && leavesAsHost(link, sighting.item) ? await nextHost(tx, link, appointment) : undefined;
  if (next !== undefined) {
    await tx.put(links, { ...next.link, kind: 'host', origin: 'theirs', joined: false });
    await moveHost(tx, pass.deps, appointment, { userId: next.userId, but: next.link.id, wasHost: 'leaves', organizedElsewhere: true });
    return sighting;
  }
  return hasLeft(sighting.item) ? { ...sighting, item: { ...sighting.item, status: 'cancelled' } } : sighting;
}

async function nextHost(tx: Transaction, left: LinkDoc, { staffUserIds }: AppointmentDoc): Promise<{ readonly link: LinkDoc; readonly userId: string } | undefined> {
  const { items } = await tx.find(links, { index: 'byAppointment', equals: [left.appointmentId] });
  const copies = items.filter((link) => link.id !== left.id && link.origin === 'copy' && link.state === 'synced' && link.base?.exists === true);
  for (const link of copies.sort((a, b) => a.createdAt - b.createdAt)) {
    const card = await tx.get(connectionCards, link.connectionId);
    if (card?.state === 'live' && staffUserIds.includes(card.userId)) return { link, userId: card.userId };
  }
  return undefined;
}

/** A copy comes, goes, and comes back: its person does with it. */
async function followCopy(tx: Transaction, pass: Pass, linkId: string, { item }: Sighting): Promise<void> {
  const link = await tx.get(links, linkId);
  const appointment = link?.origin !== 'copy' ? undefined : await tx.get(appointments, link.appointmentId);
  if (link === undefined || appointment === undefined) return;
  const part = partOf(pass, appointment, item, link.joined === true);
  const state = hasLeft(item) ? link.state : 'synced';
  await joinMeeting(tx, pass.deps, { appointment, userId: pass.card.userId, part, link: { ...link, state } });
}
