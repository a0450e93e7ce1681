import type { ConnectionCard, UserCard } from '@portal-sync/contracts';
import type { GoogleCalendarApi } from '@portal-sync/google';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { syncSettings, type SyncSettingsDoc } from '../repos/sync-settings.ts';
import { findUser } from './keep-user.ts';
import type { NewRun } from './record-run.ts';

/** One piece of work on one Google calendar, in the name of the connection that leads it. */
export interface Pass {
  readonly deps: Deps;
  /** As it was when the work began; what may have changed since is read again in each transaction. */
  readonly calendar: GoogleCalendarDoc;
  readonly card: ConnectionCard;
  readonly user: UserCard;
  readonly settings: SyncSettingsDoc;
  /** False for a client or prospect: nothing of their calendar is judged, kept or shown. */
  readonly ofStaff: boolean;
  /** The agency's identity key. */
  readonly key: string;
  /** The run that begins with the first record of this pass. */
  readonly run: NewRun;
  readonly signal: AbortSignal;
  /** Calls Google in the lead's name. */
  call<T>(method: keyof GoogleCalendarApi, lane: 'now' | 'later', call: (api: GoogleCalendarApi) => Promise<T>): Promise<T>;
}

/** Undefined when the calendar has no lead that works: nothing is to be done. */
export async function openPass(deps: Deps, calendar: GoogleCalendarDoc, signal: AbortSignal): Promise<Pass | undefined> {
  const connectionId = calendar.leadConnectionId;
  if (connectionId === null) return undefined;
  const card = await deps.store.get(connectionCards, connectionId);
  const settings = await deps.store.get(syncSettings, connectionId);
  if (card === undefined || settings === undefined || card.state !== 'live') return undefined;
  const user = await findUser(deps, calendar.agencyId, card.userId);
  if (user === undefined) return undefined;
  const run: NewRun = {
    id: calendar.runId ?? deps.makeId(),
    agencyId: calendar.agencyId,
    connectionId,
    userId: card.userId,
    kind: calendar.fullReadSince === null ? 'pull' : 'full-read',
    direction: 'both',
    googleCalendarId: calendar.id,
  };
  return {
    deps,
    calendar,
    card,
    user,
    settings,
    ofStaff: user.role === 'admin' || user.role === 'staff',
    key: await deps.calls.keyOf(calendar.agencyId),
    run,
    signal,
    call: (method, lane, call) => deps.calls.run({ connectionId, account: card.account, lane }, method, call),
  };
}
