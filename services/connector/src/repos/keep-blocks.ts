import { isAllDay, type When } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { sameStart } from '../domain/mirror-of.ts';
import { occurrences } from '../domain/occurrences.ts';
import { sameSynced } from '../domain/same-synced.ts';
import { WINDOW_AHEAD_MS, WINDOW_BACK_MS } from '../domain/read-window.ts';
import { spanFields } from '../domain/span-fields.ts';
import { busyBlocks, type BusyBlockDoc } from './busy-blocks.ts';
import { mirrors, type MirrorDoc } from './mirrors.ts';

export interface BlockOwner {
  readonly userId: string;
  /** The calendar's zone, in which whole days begin. */
  readonly zone: string;
}

const blockOf = (mirror: MirrorDoc, { userId, zone }: BlockOwner, reason: string, id: string, when: BusyBlockDoc['when']): BusyBlockDoc => ({
  id,
  agencyId: mirror.agencyId,
  userId,
  googleCalendarId: mirror.googleCalendarId,
  mirrorId: mirror.id,
  when,
  title: mirror.fields?.title ?? null,
  reason,
  ...spanFields(when, zone),
});

const isOfSeries = (blockId: string, masterId: string): boolean => blockId !== masterId;

/** Original start of the first occurrence of a series, in one spelling. */
const firstStart = (when: When): string => sameStart(isAllDay(when) ? when.from : when.start);

/** Whether an occurrence that was changed still stands where the appointment does that its series began as. */
async function standsAsAppointment(tx: Transaction, occurrence: MirrorDoc): Promise<boolean> {
  const { recurringEventId, originalStart, when } = occurrence;
  if (recurringEventId === null || originalStart === null || when === null) return false;
  const master = await tx.get(mirrors, mirrorIdOf(occurrence.googleCalendarId, recurringEventId));
  if (master === undefined || master.appointmentId === null || master.when === null) return false;
  return sameStart(originalStart) === firstStart(master.when) && sameSynced('when', when, master.when);
}

/** The grey block of an event that is no series: there while it blocks and a reason is given. */
export async function keepBlock(tx: Transaction, mirror: MirrorDoc, owner: BlockOwner, reason: string | null): Promise<void> {
  if (reason === null || !mirror.blocks || mirror.when === null || (await standsAsAppointment(tx, mirror))) await tx.remove(busyBlocks, mirror.id);
  else await tx.put(busyBlocks, blockOf(mirror, owner, reason, mirror.id, mirror.when));
}

/** Whole days begin at another time: what an event that stays as it is takes of them moves along. */
export async function moveBlock(tx: Transaction, id: string, zone: string): Promise<void> {
  const block = await tx.get(busyBlocks, id);
  if (block !== undefined) await tx.put(busyBlocks, { ...block, ...spanFields(block.when, zone) });
}

/**
 * The grey blocks of a series, one per occurrence within the window. An occurrence that was moved or cancelled is an event of its own, so its
 * original place stays free, and so does the place of the appointment that the series began as. Called when the master or one of its exceptions
 * changed, after these were kept.
 */
export async function keepSeriesBlocks(tx: Transaction, masterId: string, owner: BlockOwner, reason: string, now: number): Promise<void> {
  const master = await tx.get(mirrors, masterId);
  const isOne = master !== undefined && master.recurrence.length === 0;
  // Of an event that is an appointment's, the block of its own is `keepLetGoBlock`'s: once that lets it go, it takes the first time.
  const hasOwn = isOne || (master !== undefined && master.appointmentId !== null);
  const wanted = master === undefined || !master.blocks || isOne ? [] : await seriesBlocks(tx, master, owner, reason, now);
  const ids = new Set(wanted.map((block) => block.id));
  for (const old of await allBlocks(tx, masterId)) if (!ids.has(old) && (!hasOwn || isOfSeries(old, masterId))) await tx.remove(busyBlocks, old);
  for (const block of wanted) await tx.put(busyBlocks, block);
  if (master !== undefined) await tx.put(mirrors, { ...master, expandedUntil: now + WINDOW_AHEAD_MS });
}

async function seriesBlocks(tx: Transaction, master: MirrorDoc, owner: BlockOwner, reason: string, now: number): Promise<readonly BusyBlockDoc[]> {
  if (master.when === null) return [];
  const { items } = await tx.find(mirrors, { index: 'byMaster', equals: [master.googleCalendarId, master.googleEventId], limit: 1000 });
  const elsewhere = new Set(items.map((exception) => sameStart(exception.originalStart ?? '')));
  if (master.appointmentId !== null) elsewhere.add(firstStart(master.when));
  const window = { from: now - WINDOW_BACK_MS, to: now + WINDOW_AHEAD_MS };
  return occurrences({ when: master.when, recurrence: master.recurrence }, window)
    .filter((found) => !elsewhere.has(sameStart(found.originalStart)))
    .map((found) => blockOf(master, owner, reason, `${master.id}/${found.originalStart}`, found.when));
}

async function allBlocks(tx: Transaction, mirrorId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await tx.find(busyBlocks, { index: 'byMirror', equals: [mirrorId], limit: 1000, cursor });
    ids.push(...page.items.map((block) => block.id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

/** What was a series is one event now, or gone: the time of its other occurrences is free, and what was said of them is void. */
export async function endSeries(tx: Transaction, master: Pick<MirrorDoc, 'id' | 'googleCalendarId' | 'googleEventId'>): Promise<void> {
  for (const block of await allBlocks(tx, master.id)) if (isOfSeries(block, master.id)) await tx.remove(busyBlocks, block);
  const { items } = await tx.find(mirrors, { index: 'byMaster', equals: [master.googleCalendarId, master.googleEventId], limit: 1000 });
  for (const exception of items) await dropMirror(tx, exception.id);
}

/** An event is gone for us: it is forgotten, with the time it took. */
export async function dropMirror(tx: Transaction, mirrorId: string): Promise<void> {
  for (const id of await allBlocks(tx, mirrorId)) await tx.remove(busyBlocks, id);
  // One that was put in this transaction is not found yet.
  await tx.remove(busyBlocks, mirrorId);
  await tx.remove(mirrors, mirrorId);
}
