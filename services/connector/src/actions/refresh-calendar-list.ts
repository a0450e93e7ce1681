import { accessRole } from '@portal-sync/contracts';
import { GoogleFailure, type GoogleCalendarEntry } from '@portal-sync/google';
import { AppError, isZone, type ErrorCode } from '@portal-sync/kernel';
import { newDue, type Transaction } from '@portal-sync/store';
import type { ConnectionCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { accessId, calendarAccesses, googleCalendars, type CalendarAccessDoc } from '../repos/google-calendars.ts';
import { reachConnection } from '../repos/reach-connection.ts';
import type { RefreshCalendarList } from './doors.ts';
import { recomputeCalendarsOf } from './recompute-calendar.ts';
import { reportRefusal } from './report-refusal.ts';

/** See `RefreshCalendarList`. A calendar that Google no longer lists stays, marked as not available: what was chosen is not forgotten. */
export const refreshCalendarList: RefreshCalendarList = async (deps, { agencyId, connectionId }) => {
  const card = await reachConnection(deps.store, { agencyId, userId: undefined }, connectionId);
  if (card.state !== 'live') throw new AppError('refused', { detail: 'The connection does not work at the moment.' });
  const entries = await readAll(deps, card);
  await deps.store.transaction(async (tx) => {
    const known = (await tx.find(calendarAccesses, { index: 'byConnection', equals: [connectionId], limit: 1000 })).items;
    const seen = new Set<string>();
    for (const entry of entries) {
      const access = accessOf(entry, card, deps.clock.now());
      if (access === undefined || seen.has(access.id)) continue;
      seen.add(access.id);
      await tx.put(calendarAccesses, access);
      await addCalendar(tx, access);
    }
    for (const access of known) if (!seen.has(access.id) && access.available) await tx.put(calendarAccesses, { ...access, available: false });
  });
  // What was chosen before (by an earlier connection of this person) works again once its calendar is reached.
  await deps.store.transaction((tx) => recomputeCalendarsOf(tx, deps, connectionId));
};

async function readAll(deps: Deps, card: ConnectionCard): Promise<readonly GoogleCalendarEntry[]> {
  const entries: GoogleCalendarEntry[] = [];
  let pageToken: string | undefined;
  do {
    const ask = pageToken === undefined ? {} : { pageToken };
    const page = await deps.calls
      .run({ connectionId: card.id, account: card.account, lane: 'now' }, 'listCalendars', (api) => api.listCalendars(ask))
      .catch((error: unknown) => refused(deps, card, error));
    entries.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return entries;
}

async function refused(deps: Deps, card: ConnectionCard, error: unknown): Promise<never> {
  if (error instanceof GoogleFailure && (error.reason === 'auth' || error.reason === 'scope')) await reportRefusal(deps, card, error.reason);
  const code: ErrorCode = error instanceof AccessLost ? 'refused' : error instanceof GoogleFailure && !error.retriable ? afterRefusal(error) : 'unavailable';
  throw new AppError(code, { detail: 'Google does not give the list of calendars at the moment.', cause: error });
}

/** A token that is not taken is the broker's to mend, or to give up: until it says so, the next may be taken. */
const afterRefusal = ({ reason }: GoogleFailure): ErrorCode => (reason === 'auth' ? 'upstream-failed' : 'refused');

function accessOf(entry: GoogleCalendarEntry, card: ConnectionCard, now: number): CalendarAccessDoc | undefined {
  if (entry.id === undefined || entry.id === '' || entry.deleted === true) return undefined;
  const googleCalendarId = googleCalendarIdOf(card.agencyId, entry.id);
  return {
    id: accessId(card.id, googleCalendarId),
    agencyId: card.agencyId,
    connectionId: card.id,
    userId: card.userId,
    googleCalendarId,
    googleId: entry.id,
    name: entry.summaryOverride ?? entry.summary ?? entry.id,
    color: entry.backgroundColor ?? '#9aa0a6',
    zone: entry.timeZone !== undefined && isZone(entry.timeZone) ? entry.timeZone : 'UTC',
    accessRole: accessRole.safeParse(entry.accessRole).data ?? 'unknown',
    primary: entry.primary === true,
    available: true,
    seenAt: now,
  };
}

async function addCalendar(tx: Transaction, { googleCalendarId, agencyId, googleId, zone }: CalendarAccessDoc): Promise<void> {
  const known = await tx.get(googleCalendars, googleCalendarId);
  if (known !== undefined) return known.zone === zone ? undefined : void (await tx.update(googleCalendars, googleCalendarId, (doc) => ({ ...doc, zone, syncToken: null })));
  await tx.insert(googleCalendars, {
    id: googleCalendarId,
    agencyId,
    googleId,
    zone,
    leadConnectionId: null,
    use: 'none',
    pullAsked: 0,
    pullDone: 0,
    nextPullAt: null,
    syncToken: null,
    pageToken: null,
    fullReadSince: null,
    guard: { vanished: 0, changed: 0 },
    guardAnswer: null,
    watch: 'off',
    firstRead: true,
    runId: null,
    googleOffsetMs: 0,
    pulledAt: null,
    lastPullAt: null,
    lastPushAt: null,
    failures: 0,
    blockedUntil: null,
    problem: null,
    pausedSince: null,
    ...newDue(null),
  });
}
