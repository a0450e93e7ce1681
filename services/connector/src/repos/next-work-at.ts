import type { Reads } from '@portal-sync/store';
import type { GoogleCalendarDoc } from './google-calendars.ts';
import { links } from './links.ts';

/** What somebody waits for is dated back, see `markCalendarDue`. */
const AHEAD_MS = 60_000;

/** When the worker should come back to a calendar (ms); null: when asked. */
export async function nextWorkAt(reads: Reads, calendar: GoogleCalendarDoc, { now, manual }: { now: number; manual: boolean }): Promise<number | null> {
  const asked = calendar.pullAsked > calendar.pullDone;
  const first = async (lane: 'now' | 'later'): Promise<number | null> => {
    const { items } = await reads.find(links, { index: 'byPush', equals: [calendar.id, lane], range: { gte: 0 }, limit: 1 });
    return items[0]?.pushAt ?? null;
  };
  const soon = manual && !asked ? null : await first('now');
  const later = await first('later');
  const wishes = [soon !== null && soon <= now ? now - AHEAD_MS : soon, later === null ? null : Math.max(later, now), calendar.nextPullAt ?? (asked ? now : null)];
  const earliest = wishes.filter((wish) => wish !== null).reduce<number | null>((least, wish) => (least === null ? wish : Math.min(least, wish)), null);
  // After a failure of the calendar nothing of it is tried before its time.
  return earliest === null || calendar.blockedUntil === null ? earliest : Math.max(earliest, calendar.blockedUntil);
}
