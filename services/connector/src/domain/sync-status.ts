import type { ConnectionCard, SyncStatus, SyncSettingsValues } from '@portal-sync/contracts';
import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';

/** The stored facts from which a connection's state is told. */
export interface StatusFacts {
  readonly connection: Pick<ConnectionCard, 'product' | 'state' | 'cause' | 'since'>;
  readonly settings: Pick<SyncSettingsValues, 'targetCalendarId' | 'frequency'>;
  /** When the settings were last changed, ms. */
  readonly settingsAt: number;
  /** The target as the connection sees it; undefined: none chosen, or not seen yet. */
  readonly target: { readonly available: boolean } | undefined;
  /** Google lets us write to the target, or nothing is to be written. */
  readonly mayWrite: boolean;
  readonly calendar: Pick<GoogleCalendarDoc, 'problem' | 'pausedSince' | 'firstRead' | 'fullReadSince' | 'lastPullAt' | 'lastPushAt'> | undefined;
  readonly counts: SyncStatus['counts'];
  /** Begin of a push of existing data that is under way, ms. */
  readonly runningSince: number | undefined;
}

export type StatusOf = Pick<SyncStatus, 'state' | 'since' | 'reason' | 'lastSuccessAt'>;

/** Trouble of a calendar that only its person can end. All other trouble passes by itself or is ours to mend. */
const NEEDS_PERSON: readonly string[] = ['access-revoked', 'scope-missing', 'calendar-gone', 'many-deletions', 'many-changes', 'not-writable'];

/** What each cause of a broken connection asks of whom. */
const BROKEN: Readonly<Record<string, Pick<StatusOf, 'state' | 'reason'>>> = {
  're-consent': { state: 'needs-you', reason: 'access-revoked' },
  'admin-must-act': { state: 'needs-you', reason: 'admin-must-act' },
  'retry': { state: 'on-it', reason: 'google-not-reachable' },
  'operator-bug': { state: 'on-it', reason: 'our-mistake' },
};

/** What a person sees of a connection without asking. One answer from stored facts, so that every place tells the same story. The first row that holds. */
export function statusOf(facts: StatusFacts): StatusOf {
  const { connection, settings, calendar, counts } = facts;
  const lastSuccessAt = latest(calendar?.lastPullAt, calendar?.lastPushAt);
  const here = connection.since ?? facts.settingsAt;
  const say = (state: StatusOf['state'], reason: string | null, since: number = here): StatusOf => ({ state, reason, since, lastSuccessAt });

  if (connection.state === 'removing') return say('off', 'disconnecting');
  if (connection.state === 'paused') return say('paused', 'role-excluded');
  if (connection.state === 'broken') {
    const { state, reason } = BROKEN[connection.cause ?? ''] ?? { state: 'needs-you' as const, reason: 'access-revoked' };
    return say(state, reason);
  }
  if (connection.product === 'meet') return say('connected', null);
  if (settings.targetCalendarId === null) return say('needs-you', 'choose-calendar');
  if (facts.target?.available === false) return say('needs-you', 'calendar-gone', lastSuccessAt ?? facts.settingsAt);
  if (calendar !== undefined && calendar.pausedSince !== null) return say('needs-you', calendar.problem ?? 'many-deletions', calendar.pausedSince);
  if (calendar !== undefined && calendar.problem !== null) {
    return say(NEEDS_PERSON.includes(calendar.problem) ? 'needs-you' : 'on-it', calendar.problem, lastSuccessAt ?? facts.settingsAt);
  }
  if (!facts.mayWrite) return say('needs-you', 'not-writable', lastSuccessAt ?? facts.settingsAt);
  if (facts.runningSince !== undefined) return say('syncing', 'pushing-existing', facts.runningSince);
  if (calendar?.firstRead === true) return say('syncing', 'first-read', calendar.fullReadSince ?? facts.settingsAt);
  if (counts.failed > 0) return say('needs-you', 'records-failed', lastSuccessAt ?? facts.settingsAt);
  // Under manual, what waits waits for the person: nothing is under way.
  if (counts.waiting > 0 && settings.frequency !== 'manual') return say('syncing', null, lastSuccessAt ?? facts.settingsAt);
  return say('connected', counts.waiting > 0 ? 'waits-for-sync-now' : null);
}

function latest(a: number | null | undefined, b: number | null | undefined): number | null {
  const times = [a, b].filter((time) => typeof time === 'number');
  return times.length === 0 ? null : Math.max(...times);
}
