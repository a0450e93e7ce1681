import { sameText, sha256 } from '@portal-sync/kernel';
import { channels } from '../repos/channels.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import type { ReceiveNotification } from './doors.ts';

/** Notifications behind a pull wait this long: a burst, and most of all the echo of our own writes, costs one list. */
const COALESCE_MS = 2_000;

/**
 * See `ReceiveNotification`. Notifications are unsigned, so the channel's token is what is believed, and a notification is only a hint to read.
 * The handshake and a message seen before make no work.
 */
export const receiveNotification: ReceiveNotification = async (deps, headers) => {
  const id = headers['x-goog-channel-id'];
  const channel = id === undefined || id.length > 64 ? undefined : await deps.store.get(channels, id);
  if (channel === undefined || !sameText(channel.tokenHash, sha256(headers['x-goog-channel-token'] ?? ''))) return 'unknown';
  if (channel.resourceId !== null && headers['x-goog-resource-id'] !== channel.resourceId) return 'unknown';
  const number = Number(headers['x-goog-message-number']);
  if (headers['x-goog-resource-state'] === 'sync' || channel.state === 'stopping' || !Number.isSafeInteger(number)) return 'taken';
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const fresh = await tx.get(channels, channel.id);
    const calendar = await tx.get(googleCalendars, channel.googleCalendarId);
    if (fresh === undefined || calendar === undefined || fresh.lastMessageNumber >= number) return;
    await tx.put(channels, { ...fresh, lastMessageNumber: number });
    const at = Math.max(now, (calendar.pulledAt ?? 0) + COALESCE_MS);
    // One that stands for the same time or sooner serves this one too.
    if (calendar.nextPullAt !== null && calendar.nextPullAt <= at && calendar.pullAsked > calendar.pullDone) return;
    await markCalendarDue(tx, calendar.id, { now, lane: 'now', at: at > now ? at : undefined, change: askForPull(at) });
  });
  return 'taken';
};
