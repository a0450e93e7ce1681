import type { PushPreview } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { RunDoc } from '../repos/runs.ts';
import type { SyncSettingsDoc } from '../repos/sync-settings.ts';

/**
 * How the rooms of this service call the sync engine. Each function stands in the file of its name; all are safe to run twice.
 * A record of another agency is `not-found` everywhere.
 */

/**
 * Plans the links of an appointment and makes dirty those that have something to write; their Google calendars come due. Called in the
 * transaction that wrote the version. `changedFields` are names of the appointment's fields; `['*']` after it was made.
 */
export type MarkLinks = (
  tx: Transaction,
  deps: Deps,
  appointment: AppointmentDoc,
  changedFields: readonly string[],
  options?: {
    readonly runId?: string | undefined;
    readonly lane?: 'now' | 'later' | undefined;
    /** Only the link of this connection is planned; all others stay as they are. */
    readonly onlyConnectionId?: string | undefined;
  },
) => Promise<void>;

/** What follows from a change of a connection's settings, in the transaction that stores it. `before` is undefined for a new connection. */
export type ApplySettings = (tx: Transaction, deps: Deps, before: SyncSettingsDoc | undefined, after: SyncSettingsDoc) => Promise<void>;

export interface PushAsk {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly which: 'future' | 'all';
}
/** What pushing existing data would do. Fails with `refused` while no target calendar is chosen. */
export type PreviewPush = (deps: Deps, ask: PushAsk) => Promise<PushPreview>;
/** Starts pushing existing data; answers the run that is on when there is one. */
export type StartPush = (deps: Deps, ask: PushAsk) => Promise<RunDoc>;
/** Tries the failed records of a run again, as a run of its own. Fails with `refused` when none failed or the connection is not live. */
export type RetryRun = (deps: Deps, ask: { readonly agencyId: string; readonly runId: string }) => Promise<RunDoc>;

/** Sync now: pulls and pushes without waiting for the next time. Several asks meanwhile are one. Fails with `refused` where nothing can sync. */
export type AskPull = (deps: Deps, ask: { readonly agencyId: string; readonly connectionId: string }) => Promise<void>;
/** Decides about a pull that was stopped because too much vanished or changed: take it over, or write ours back. */
export type AnswerGuard = (
  deps: Deps,
  ask: { readonly agencyId: string; readonly connectionId: string; readonly answer: 'apply' | 'restore' },
) => Promise<void>;

/** Reads the connection's calendar list from Google into `calendarAccesses`. Fails with `unavailable`, or `refused` when access is broken. */
export type RefreshCalendarList = (deps: Deps, ask: { readonly agencyId: string; readonly connectionId: string }) => Promise<void>;

/** A knock at Google's channel door. Names of headers in lower case. `unknown`: no channel of ours, answer 404; all else 200 or 204. */
export type ReceiveNotification = (deps: Deps, headers: Readonly<Record<string, string | undefined>>) => Promise<'taken' | 'unknown'>;
