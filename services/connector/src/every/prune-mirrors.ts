import type { Job } from '@portal-sync/runtime';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { FORGOTTEN_AFTER_MS, mayForget } from '../domain/may-forget.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { dropMirror } from '../repos/keep-blocks.ts';
import { links } from '../repos/links.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** So many share a transaction. */
const PAGE = 100;

/** Forgets events that ended long ago and are nobody's appointment, with the time they took. */
export const pruneMirrors = (deps: Deps): Job => ({
  name: 'prune-mirrors',
  everyMs: DAY_MS,
  async run({ signal }) {
    const now = deps.clock.now();
    let cursor: string | undefined;
    do {
      const page = await deps.store.find(mirrors, { index: 'byEnd', equals: [], range: { lt: now - FORGOTTEN_AFTER_MS }, limit: PAGE, cursor });
      await deps.store.transaction(async (tx) => {
        for (const { id } of page.items) await pruneOne(tx, id, now);
      });
      cursor = page.next;
    } while (cursor !== undefined && !signal.aborted);
  },
});

async function pruneOne(tx: Transaction, mirrorId: string, now: number): Promise<void> {
  const mirror = await tx.get(mirrors, mirrorId);
  if (mirror === undefined) return;
  const of = { index: 'byGoogleEvent', equals: [mirror.googleCalendarId, mirror.googleEventId], limit: 1 } as const;
  const linked = (await tx.find(links, of)).items.length > 0;
  const blocking = (await tx.find(busyBlocks, { index: 'byMirror', equals: [mirrorId], limit: 1 })).items.length > 0;
  if (mayForget(mirror, { linked, blocking, inSeries: await isInSeries(tx, mirror), now })) await dropMirror(tx, mirrorId);
}

const isInSeries = async (tx: Transaction, { googleCalendarId, recurringEventId }: MirrorDoc): Promise<boolean> =>
  recurringEventId !== null && (await tx.get(mirrors, mirrorIdOf(googleCalendarId, recurringEventId))) !== undefined;
