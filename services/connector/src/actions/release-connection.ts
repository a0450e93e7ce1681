import { connectionReleased, type ConnectionCard } from '@portal-sync/contracts';
import { GoogleFailure } from '@portal-sync/google';
import type { Deps } from '../deps.ts';
import { askedRemoval } from '../domain/asked-removal.ts';
import { onItsWayUntil } from '../domain/on-its-way-until.ts';
import { readMark, stampOf } from '../domain/mark.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { channels } from '../repos/channels.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork, type ConnectionWorkDoc } from '../repos/connection-work.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links, STANDING, type LinkDoc } from '../repos/links.ts';
import { recomputeCalendarsOf } from './recompute-calendar.ts';
import { stopChannel } from './stop-channel.ts';
import { stopRuns } from './stop-runs.ts';

/** Events removed in one piece of work. */
const BATCH = 20;
/** Somebody who edits an event while it is to be removed is waited for this often. */
const MOST_TRIES = 3;

/**
 * Lets a connection go: its calendars are no longer read or written in its name, its channels are stopped, and what we put into Google is removed
 * if the person asked for that. Only what we made, with our mark on it, is ever removed. Its links rest; connecting again wakes them.
 */
export async function releaseConnection(deps: Deps, work: ConnectionWorkDoc, googleEvents: 'keep' | 'remove'): Promise<{ readonly nextAt: number | null }> {
  const card = await deps.store.get(connectionCards, work.id);
  if (card?.state !== 'removing') return done(deps, work);
  try {
    return await letGo(deps, work, card, googleEvents);
  } catch (error) {
    if (error instanceof ConnectedAgain) return done(deps, work);
    throw error;
  }
}

/** The person connected again while a process that was held up still let go: nothing more of it is touched. */
class ConnectedAgain extends Error {}

async function letGo(deps: Deps, work: ConnectionWorkDoc, card: ConnectionCard, googleEvents: 'keep' | 'remove'): Promise<{ readonly nextAt: number | null }> {
  await deps.store.transaction((tx) => recomputeCalendarsOf(tx, deps, card.id));
  try {
    await stopChannels(deps, card);
    const nextAt = googleEvents === 'remove' ? await removeSome(deps, card) : null;
    if (nextAt !== null) return { nextAt };
  } catch (error) {
    const limited = error instanceof GoogleFailure && error.retriable;
    if (limited) return { nextAt: deps.clock.now() + (error.retryAfterMs ?? 1_000) };
    // Without access nothing can be removed any more: the connection goes all the same.
    if (!(error instanceof AccessLost || error instanceof GoogleFailure)) throw error;
    deps.log.warn({ connectionId: card.id, error }, 'a connection went before everything of it could be removed');
  }
  await restLinks(deps, card);
  await stopRuns(deps, card.id);
  return done(deps, work);
}

async function stopChannels(deps: Deps, card: ConnectionCard): Promise<void> {
  const { items } = await deps.store.find(channels, { index: 'byConnection', equals: [card.id], limit: 100 });
  for (const channel of items) await stopChannel(deps, channel, card);
}

/** Removes some of our events; when to go on, null when none is left. Goes by the links' state, so that a stop in between costs nothing. */
async function removeSome(deps: Deps, card: ConnectionCard): Promise<number | null> {
  let found = 0;
  const waits: number[] = [];
  for (const state of STANDING) {
    const { items } = await deps.store.find(links, { index: 'byConnection', equals: [card.id, state], limit: BATCH - found });
    for (const link of items) {
      const removed = link.origin === 'ours' && link.googleEventId !== null ? await removeEvent(deps, card, link) : 'not-ours';
      if (removed === 'not-there' && mayStillCome(link) > deps.clock.now()) {
        waits.push(mayStillCome(link));
        continue;
      }
      await rest(deps, card, link, removed === 'removed');
      if (removed === 'removed') await deps.store.update(connectionWork, card.id, (doc) => ({ ...doc, removed: doc.removed + 1 }));
    }
    found += items.length;
    if (found >= BATCH) break;
  }
  return found === 0 ? null : found === waits.length ? Math.min(...waits) : deps.clock.now();
}

/** Until when an event that Google does not show may appear: a request of ours to make it, or to restore it, has no answer yet. */
const mayStillCome = ({ base, inflight }: LinkDoc): number => (base?.exists === true ? 0 : onItsWayUntil(inflight));

/** The event is looked at first: without this agency's mark for this appointment it is not ours, whatever we believed. */
async function removeEvent(deps: Deps, card: ConnectionCard, link: LinkDoc): Promise<'removed' | 'not-there' | 'not-ours'> {
  const calendar = await deps.store.get(googleCalendars, link.googleCalendarId);
  const eventId = link.googleEventId;
  if (calendar === undefined || eventId === null) return 'not-ours';
  const ask = { connectionId: card.id, account: card.account, lane: 'now' } as const;
  const at = { calendarId: calendar.googleId, eventId };
  const absent = askedRemoval(link) === undefined ? 'not-there' : 'removed';
  for (let tries = 1; ; tries++) {
    try {
      const { event } = await deps.calls.run(ask, 'getEvent', (api) => api.getEvent(at));
      if (event.status === 'cancelled') return absent;
      const mark = readMark(await deps.calls.keyOf(link.agencyId), event);
      if (mark.kind !== 'ours' || mark.appointmentId !== link.appointmentId) return 'not-ours';
      await begin(deps, card, link);
      await deps.calls.run(ask, 'deleteEvent', (api) => api.deleteEvent({ ...at, ifMatch: event.etag, sendUpdates: 'none' }));
      return 'removed';
    } catch (error) {
      if (!(error instanceof GoogleFailure)) throw error;
      // It changed between the two.
      if (error.reason === 'precondition' && tries < MOST_TRIES) continue;
      if (error.reason === 'gone') return 'removed';
      if (error.reason === 'not-found') return absent;
      if (['precondition', 'forbidden', 'invalid'].includes(error.reason)) return 'not-ours';
      throw error;
    }
  }
}

/** A removal whose answer is lost is known for ours when it is asked for again. */
const begin = (deps: Deps, card: ConnectionCard, link: LinkDoc): Promise<void> =>
  whileRemoving(deps, card, link, (now) => {
    if (askedRemoval(now) !== undefined) return undefined;
    const write = { stamp: stampOf(now.syncedVersion, now.writes + 1), version: now.syncedVersion, fields: { exists: false }, titlePrefix: now.titlePrefix, at: deps.clock.now() };
    return { ...now, writes: now.writes + 1, inflight: [...now.inflight, write] };
  });

/** Not where a write was begun since it was looked at: then it is looked at again. */
const rest = (deps: Deps, card: ConnectionCard, link: LinkDoc, removed: boolean): Promise<void> =>
  whileRemoving(deps, card, link, (now) =>
    wroteOn(now, link) ? undefined : { ...now, state: 'dormant', dirtySince: null, pushAt: null, runId: null, ...(removed ? withoutEvent(now) : {}) },
  );

/** A process that began before the disconnect may still be writing. Our own removal is no such write. */
const wroteOn = (now: LinkDoc, link: LinkDoc): boolean =>
  now.googleEventId !== link.googleEventId || now.inflight.some(({ stamp, fields }) => fields.exists !== false && !link.inflight.some((known) => known.stamp === stamp));

/** One whose insert was never proven comes back as another event: of this one nothing is known that it could be told by. */
const withoutEvent = ({ base, generation }: LinkDoc): Partial<LinkDoc> =>
  base === null
    ? { googleEventId: null, generation: generation + 1, etag: null, inflight: [] }
    : { base: { ...base, exists: false, status: 'cancelled' }, etag: null, inflight: [] };

/** Changes a link unless the person connected again, which it finds out together with the change. */
const whileRemoving = (deps: Deps, card: ConnectionCard, link: LinkDoc, change: (now: LinkDoc) => LinkDoc | undefined): Promise<void> =>
  deps.store.transaction(async (tx) => {
    if ((await tx.guard(connectionCards, card.id))?.state !== 'removing') throw new ConnectedAgain();
    await tx.update(links, link.id, change);
  });

async function restLinks(deps: Deps, card: ConnectionCard): Promise<void> {
  for (const state of STANDING) {
    for (;;) {
      const { items } = await deps.store.find(links, { index: 'byConnection', equals: [card.id, state], limit: 100 });
      if (items.length === 0) break;
      for (const link of items) await rest(deps, card, link, false);
    }
  }
}

async function done(deps: Deps, work: ConnectionWorkDoc): Promise<{ readonly nextAt: null }> {
  deps.calls.forget(work.id);
  await deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const fresh = await tx.get(connectionWork, work.id);
    if (fresh?.release === null) return;
    await tx.update(connectionWork, work.id, (doc) => ({ ...doc, release: null, list: false }));
    const data = { agencyId: work.agencyId, connectionId: work.id, removedEvents: fresh?.removed ?? 0 };
    tx.send(connectionReleased.make(data, { id: deps.makeId(), now }));
  });
  return { nextAt: null };
}
