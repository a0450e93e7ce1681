import type { GoogleFailureReason } from '@portal-sync/google';

/** What to do after Google refused or did not answer. */
export type AfterFailure =
  /** Try this record again at least so many ms later; the others go on. */
  | { readonly do: 'retry'; readonly afterMs: number; readonly calendarAfterMs: number }
  /** Nothing of this calendar is tried for so long: the limit is not the record's. */
  | { readonly do: 'wait'; readonly calendarAfterMs: number; readonly problem: 'quota' | null; readonly ownLimit: boolean }
  /** Only an edit or a person's retry helps. */
  | { readonly do: 'fail'; readonly problem: 'forbidden' | 'invalid' | 'google-down' }
  /** Tell the broker; writes stop. */
  | { readonly do: 'access-refused'; readonly reason: 'auth' | 'scope' }
  /** Read the event and merge. */
  | { readonly do: 'read-back' }
  /** It is not there any more. */
  | { readonly do: 'gone' }
  /** Read the whole calendar. */
  | { readonly do: 'full-read' }
  /** The calendar itself cannot be reached. */
  | { readonly do: 'calendar-gone' }
  | { readonly do: 'poll' };

export interface FailedCall {
  readonly reason: GoogleFailureReason;
  readonly about: 'event' | 'calendar';
  /** Tries of this record (or of this calendar) that failed before. */
  readonly attempts: number;
  /** What Google asked for, ms. */
  readonly retryAfterMs: number | undefined;
  /** Our own token bucket said so, before Google had to: no failure, only a pause. */
  readonly ownLimit: boolean;
  /** For jitter, 0 <= x < 1. */
  readonly unit: number;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** After so many tries a record is shown as failed. */
export const MOST_ATTEMPTS = 12;

/** The decision table behind every failed call to Google. */
export function afterFailure(call: FailedCall): AfterFailure {
  const { reason, about, attempts } = call;
  switch (reason) {
    case 'auth': return { do: 'access-refused', reason: 'auth' };
    case 'scope': return { do: 'access-refused', reason: 'scope' };
    case 'rate-limited': {
      const calendarAfterMs = call.ownLimit ? (call.retryAfterMs ?? SECOND) : waitMs(call, 2 * SECOND, 64 * SECOND);
      return { do: 'wait', calendarAfterMs, problem: null, ownLimit: call.ownLimit };
    }
    case 'usage-limited': return { do: 'wait', calendarAfterMs: waitMs(call, HOUR, 6 * HOUR), problem: 'quota', ownLimit: false };
    case 'server':
    case 'no-answer': return afterOutage(call);
    case 'full-sync-required': return { do: 'full-read' };
    case 'not-watchable': return { do: 'poll' };
    case 'duplicate':
    case 'precondition': return { do: 'read-back' };
    case 'invalid': return about === 'calendar' ? { do: 'full-read' } : { do: 'fail', problem: 'invalid' };
    case 'forbidden': return about === 'calendar' ? { do: 'calendar-gone' } : { do: 'fail', problem: 'forbidden' };
    case 'gone': return about === 'calendar' ? { do: 'calendar-gone' } : { do: 'gone' };
    case 'not-found':
      if (about === 'calendar') return attempts < 2 ? afterOutage(call) : { do: 'calendar-gone' };
      // It may also be the calendar that is gone: look once more before believing it.
      return attempts === 0 ? { do: 'retry', afterMs: 2 * SECOND, calendarAfterMs: 0 } : { do: 'gone' };
  }
}

/** An outage holds up the whole calendar a little, so that a thousand records do not knock at once; a record that always fails ends as failed. */
function afterOutage(call: FailedCall): AfterFailure {
  if (call.about === 'event' && call.attempts + 1 >= MOST_ATTEMPTS) return { do: 'fail', problem: 'google-down' };
  const afterMs = waitMs(call, SECOND, call.about === 'event' ? 600 * SECOND : 6 * HOUR);
  return { do: 'retry', afterMs, calendarAfterMs: call.about === 'event' ? Math.min(afterMs, 5 * SECOND) : afterMs };
}

/** A calendar without access is looked at so often, in case nobody tells us that it works again. */
const NO_ACCESS_MS = 900 * SECOND;
/** So often the broker may come with another token before a person is asked. */
const REFUSALS_FORGIVEN = 3;

/**
 * Google took neither of two tokens of ours, and the broker was told: it asks Google for another one, or says that the connection is broken. A
 * token can end before its time, so the first refusals are no reason yet to ask a person; missing scopes are.
 */
export function afterAccessRefused(reason: 'auth' | 'scope', { failures, unit }: { readonly failures: number; readonly unit: number }): { readonly afterMs: number; readonly problem: 'access-revoked' | 'scope-missing' | null } {
  if (reason === 'scope') return { afterMs: NO_ACCESS_MS, problem: 'scope-missing' };
  if (failures >= REFUSALS_FORGIVEN) return { afterMs: NO_ACCESS_MS, problem: 'access-revoked' };
  return { afterMs: waitMs({ attempts: failures, unit, retryAfterMs: undefined }, 4 * SECOND, 60 * SECOND), problem: null };
}

/** Grows with every try, half of it by chance, never less than what Google asked for. */
function waitMs({ attempts, unit, retryAfterMs }: Pick<FailedCall, 'attempts' | 'unit' | 'retryAfterMs'>, baseMs: number, capMs: number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempts, 20));
  return Math.max(retryAfterMs ?? 0, Math.round(ceiling / 2 + (unit * ceiling) / 2));
}
