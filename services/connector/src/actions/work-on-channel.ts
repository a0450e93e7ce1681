import { GoogleFailure } from '@portal-sync/google';
import { jitterMs, randomToken, sha256 } from '@portal-sync/kernel';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { canNotify } from '../domain/pull-plan.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { connectionCards } from '../repos/cards.ts';
import { channels, type ChannelDoc } from '../repos/channels.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { askForPull, markCalendarDue } from '../repos/mark-calendar-due.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { stopChannel } from './stop-channel.ts';

const HOUR_MS = 3_600_000;
/** Asked for; Google decides, and its answer counts. */
const TTL_SECONDS = 7 * 24 * 3_600;
/** Renewed so long after it was opened, for a channel may fall silent before its time. */
const RENEW_MS = 24 * HOUR_MS;
/** And at least so long before it ends. */
const MARGIN_MS = HOUR_MS;

/** Opens, renews or stops a watch channel: whatever its state says is due. */
export async function workOnChannel(deps: Deps, channel: ChannelDoc): Promise<{ readonly nextAt: number | null }> {
  const card = await deps.store.get(connectionCards, channel.connectionId);
  const calendar = await deps.store.get(googleCalendars, channel.googleCalendarId);
  const settings = await deps.store.get(syncSettings, channel.connectionId);
  const wanted =
    card?.state === 'live' &&
    calendar?.leadConnectionId === channel.connectionId &&
    calendar.watch !== 'refused' &&
    settings?.values.frequency === 'realtime' &&
    canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT);
  if (channel.state === 'stopping' || !wanted) {
    await stopChannel(deps, channel, card ?? { id: channel.connectionId, account: '' });
    return { nextAt: null };
  }
  return channel.state === 'opening' ? open(deps, channel, { account: card.account, googleId: calendar.googleId }) : renew(deps, channel);
}

/** The new one first, the old one after it is open: in between both knock, and no change is missed. */
async function renew(deps: Deps, channel: ChannelDoc): Promise<{ readonly nextAt: number | null }> {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const { items } = await tx.find(channels, { index: 'byCalendar', equals: [channel.googleCalendarId] });
    if (items.some((other) => other.state === 'opening')) return;
    const fresh = { id: deps.makeId(), resourceId: null, tokenHash: '', lastMessageNumber: 0, expiresAt: null, state: 'opening' as const };
    await tx.insert(channels, { ...channel, ...fresh, ...newDue(now) });
  });
  return { nextAt: now + MARGIN_MS };
}

async function open(deps: Deps, channel: ChannelDoc, at: { account: string; googleId: string }): Promise<{ readonly nextAt: number | null }> {
  const token = randomToken(deps.random);
  // Google's first message may come before its answer: the token is known before it is asked.
  const stored = await deps.store.update(channels, channel.id, (doc) => (doc.state === 'opening' ? { ...doc, tokenHash: sha256(token) } : undefined));
  if (stored.state !== 'opening') return { nextAt: deps.clock.now() };
  try {
    const ask = { calendarId: at.googleId, channelId: channel.id, address: `${deps.settings.NOTIFY_URL}/google/notifications`, token, ttlSeconds: TTL_SECONDS };
    const opened = await deps.calls.run({ connectionId: channel.connectionId, account: at.account, lane: 'later' }, 'watchEvents', (api) => api.watchEvents(ask));
    return await keepOpen(deps, channel, opened);
  } catch (error) {
    if (error instanceof GoogleFailure) return cannotWatch(deps, channel, error);
    if (error instanceof AccessLost) return { nextAt: deps.clock.now() + HOUR_MS };
    throw error;
  }
}

async function keepOpen(deps: Deps, channel: ChannelDoc, { resourceId, expiresAt }: { resourceId: string; expiresAt: number }): Promise<{ readonly nextAt: number }> {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const others = (await tx.find(channels, { index: 'byCalendar', equals: [channel.googleCalendarId] })).items.filter((other) => other.id !== channel.id);
    await tx.update(channels, channel.id, (doc) => ({ ...doc, state: doc.state === 'stopping' ? ('stopping' as const) : ('open' as const), resourceId, expiresAt }));
    for (const other of others) await tx.update(channels, other.id, (doc) => ({ ...doc, state: 'stopping' as const, dueAt: now, leasedUntil: null }));
    // What changed between our last look and the opening of the channel is told by nobody.
    await markCalendarDue(tx, channel.googleCalendarId, { now, lane: 'later', change: (doc) => ({ ...askForPull(now)(doc), watch: 'on' }) });
  });
  return { nextAt: Math.max(now + MARGIN_MS / 4, Math.min(now + jitterMs(RENEW_MS, deps.random.unit(), 0.2), expiresAt - MARGIN_MS)) };
}

/** A calendar that Google lets nobody watch is polled; all else is tried again under a new id, for this one may be taken now. */
async function cannotWatch(deps: Deps, channel: ChannelDoc, failure: GoogleFailure): Promise<{ readonly nextAt: number | null }> {
  const refused = failure.reason === 'not-watchable';
  const now = deps.clock.now();
  deps.log.info({ googleCalendarId: channel.googleCalendarId, reason: failure.reason, word: failure.word }, 'a calendar could not be watched');
  await deps.store.transaction(async (tx) => {
    await tx.remove(channels, channel.id);
    await tx.update(googleCalendars, channel.googleCalendarId, (doc) => ({ ...doc, watch: refused ? 'refused' : doc.watch }));
    const again = now + (failure.retryAfterMs ?? jitterMs(15 * 60_000, deps.random.unit(), 0.3));
    if (!refused) await tx.insert(channels, { ...channel, id: deps.makeId(), tokenHash: '', resourceId: null, expiresAt: null, ...newDue(again) });
  });
  return { nextAt: null };
}
