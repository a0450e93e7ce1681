import type { Transaction } from '@portal-sync/store';
import { sameStart } from '../domain/mirror-of.ts';
import { occurrences } from '../domain/occurrences.ts';
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

/** The grey block of an event that is no series: there while it blocks and a reason is given. */
export async function keepBlock(tx: Transaction, mirror: MirrorDoc, owner: BlockOwner, reason: string | null): Promise<void> {
  if (reason === null || !mirror.blocks || mirror.when === null) await tx.remove(busyBlocks, mirror.id);
  else await tx.put(busyBlocks, blockOf(mirror, owner, reason, mirror.id, mirror.when));
}

/**
 * The grey blocks of a series, one per occurrence within the window. An occurrence that was moved or cancelled is an event of its own, so its
 * original place stays free. Called when the master or one of its exceptions changed, after these were kept.
 */
export async function keepSeriesBlocks(tx: Transaction, masterId: string, owner: BlockOwner, reason: string, now: number): Promise<void> {
  const master = await tx.get(mirrors, masterId);
  const wanted = master === undefined || !master.blocks ? [] : await seriesBlocks(tx, master, owner, reason, now);
  const ids = new Set(wanted.map((block) => block.id));
  for (const old of await allBlocks(tx, masterId)) if (!ids.has(old)) await tx.remove(busyBlocks, old);
  for (const block of wanted) await tx.put(busyBlocks, block);
  if (master !== undefined) await tx.put(mirrors, { ...master, expandedUntil: now + WINDOW_AHEAD_MS });
}

async function seriesBlocks(tx: Transaction, master: MirrorDoc, owner: BlockOwner, reason: string, now: number): Promise<readonly BusyBlockDoc[]> {
  if (master.when === null) return [];
  const { items } = await tx.find(mirrors, { index: 'byMaster', equals: [master.googleCalendarId, master.googleEventId], limit: 1000 });
  const elsewhere = new Set(items.map((exception) => sameStart(exception.originalStart ?? '')));
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

/** An event is gone for us: it is forgotten, with the time it took. */
export async function dropMirror(tx: Transaction, mirrorId: string): Promise<void> {
  for (const id of await allBlocks(tx, mirrorId)) await tx.remove(busyBlocks, id);
  await tx.remove(mirrors, mirrorId);
}
