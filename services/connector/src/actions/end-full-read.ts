import { spanOf } from '@portal-sync/kernel';
import { readMark } from '../domain/mark.ts';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { tooMuchAtOnce } from '../domain/deletion-guard.ts';
import { isSuperseded } from '../domain/is-superseded.ts';
import { readItem } from '../domain/read-item.ts';
import { windowStart } from '../domain/read-window.ts';
import { dropMirror } from '../repos/keep-blocks.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links, STANDING, type LinkDoc, type SyncedFields } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { countLinked, pause } from './check-guard.ts';
import type { Pass } from './pass.ts';
import { readEvent } from './read-event.ts';
import { layOutSeries, takeTogether } from './take-page.ts';

/**
 * What a full read did not show. That is never a deletion by itself: a linked event that was not listed is read on its own, and where that would
 * be many a person is asked first. What only took time and is not there any more takes none.
 */
export async function endFullRead(pass: Pass): Promise<'done' | 'paused'> {
  const since = pass.calendar.fullReadSince ?? 0;
  const missing = await missingLinks(pass, since);
  const guard = { vanished: missing.length + pass.calendar.guard.vanished, changed: 0 };
  if (pass.calendar.guardAnswer === null && tooMuchAtOnce({ linked: await countLinked(pass), ...guard })) {
    await pause(pass, 'many-deletions', guard);
    return 'paused';
  }
  for (const link of missing) await lookAt(pass, link);
  await forgetUnseen(pass, since);
  return 'done';
}

/** Linked events that stand in the window of a full read as far as we know, and that it did not show. */
export async function missingLinks(pass: Pass, since: number): Promise<readonly LinkDoc[]> {
  const { store } = pass.deps;
  const missing: LinkDoc[] = [];
  for (const state of STANDING) {
    let cursor: string | undefined;
    do {
      const page = await store.find(links, { index: 'byState', equals: [pass.calendar.id, state], limit: 200, cursor });
      for (const link of page.items) if (await isMissing(pass, link, since)) missing.push(link);
      cursor = page.next;
    } while (cursor !== undefined);
  }
  return missing;
}

/** In the window, standing in Google as far as we know, and not shown. One written since the read began may have come after its page. */
async function isMissing(pass: Pass, link: LinkDoc, since: number): Promise<boolean> {
  if (link.googleEventId === null || link.base?.exists !== true || (link.touchedAt ?? 0) >= since) return false;
  const mirror = await pass.deps.store.get(mirrors, mirrorIdOf(pass.calendar.id, link.googleEventId));
  if (mirror !== undefined && mirror.seenAt >= since) return false;
  // What we wrote ourselves was never read, so there is nothing kept of it but what we wrote.
  const endsAt = mirror === undefined ? endOf(link.base) : mirror.endsAt;
  return endsAt > windowStart(since);
}

/** Of a series that goes on no end is known. */
const endOf = ({ when, recurrence }: SyncedFields): number => (recurrence.length > 0 ? Number.POSITIVE_INFINITY : spanOf(when, 'UTC').to);

async function lookAt(pass: Pass, link: LinkDoc): Promise<void> {
  const event = await readEvent(pass, link.googleEventId ?? '');
  const item = event === undefined ? undefined : readItem(event, pass.calendar.zone);
  // Not even a tombstone: it cannot be told from one that we may not see. It stays, and the next write to it will say.
  if (event === undefined || item === undefined) return;
  const restore = pass.calendar.guardAnswer === 'restore';
  const series = await takeTogether(pass, [{ item, mark: readMark(pass.key, event), askedAt: null, restore }]);
  for (const masterId of series) await layOutSeries(pass, masterId);
}

async function forgetUnseen(pass: Pass, since: number): Promise<void> {
  const { store } = pass.deps;
  let cursor: string | undefined;
  do {
    const page = await store.find(mirrors, { index: 'byCalendar', equals: [pass.calendar.id], range: { lt: since }, limit: 100, cursor });
    const gone = page.items.filter((mirror) => mirror.appointmentId === null && (mirror.endsAt > windowStart(since) || mirror.when === null));
    const isOld = await store.transaction(async (tx) => {
      const calendar = await tx.get(googleCalendars, pass.calendar.id);
      if (calendar === undefined || isSuperseded(pass.calendar, calendar)) return true;
      for (const mirror of gone) await dropMirror(tx, mirror.id);
      return false;
    });
    if (isOld) return;
    cursor = page.next;
  } while (cursor !== undefined);
}
