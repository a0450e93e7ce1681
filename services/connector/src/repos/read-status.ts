import type { ConnectionCard, SyncStatus } from '@portal-sync/contracts';
import type { Reads } from '@portal-sync/store';
import { isWritableCalendar } from '../domain/is-writable-calendar.ts';
import { statusOf } from '../domain/sync-status.ts';
import { accessId, calendarAccesses, googleCalendars } from './google-calendars.ts';
import { links, type LinkDoc } from './links.ts';
import { runs } from './runs.ts';
import { settingsOf } from './settings-of.ts';

/** The state of a connection, from what is stored. Every place that shows it asks here. */
export async function readStatus(reads: Reads, card: ConnectionCard): Promise<SyncStatus> {
  const settings = await settingsOf(reads, card);
  const { targetCalendarId } = settings.values;
  const target = targetCalendarId === null ? undefined : await reads.get(calendarAccesses, accessId(card.id, targetCalendarId));
  const inState = (state: LinkDoc['state']) => reads.count(links, { index: 'byConnection', equals: [card.id, state] });
  const [synced, waiting, failed] = await Promise.all([inState('synced'), inState('waiting'), inState('failed')]);
  const counts = { linked: synced + waiting + failed, waiting, failed };
  const calendar = targetCalendarId === null ? undefined : await reads.get(googleCalendars, targetCalendarId);
  const running = await reads.find(runs, { index: 'byState', equals: [card.id, 'running'] });
  return {
    connectionId: card.id,
    userId: card.userId,
    ...statusOf({
      connection: card,
      settings: settings.values,
      settingsAt: settings.changedAt,
      target,
      mayWrite: settings.values.direction === 'from-google' || target === undefined || target.accessRole === 'unknown' || isWritableCalendar(card.product, target),
      calendar,
      counts,
      runningSince: running.items.find(({ kind }) => kind === 'push-existing' || kind === 'retry')?.startedAt,
    }),
    targetCalendarName: target?.name ?? null,
    counts,
    stopped: calendar === undefined || calendar.pausedSince === null ? null : calendar.guard,
  };
}
