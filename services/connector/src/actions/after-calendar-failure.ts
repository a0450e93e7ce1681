import { connectionCard } from '@portal-sync/contracts';
import { GoogleFailure } from '@portal-sync/google';
import type { Deps } from '../deps.ts';
import { afterAccessRefused, afterFailure, type AfterFailure } from '../domain/after-failure.ts';
import { OWN_LIMIT } from '../google/google-calls.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { accessId, calendarAccesses, googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { runs } from '../repos/runs.ts';
import { keepConnection } from './keep-connection.ts';
import type { Pass } from './pass.ts';
import { IncompleteRead } from './pull-calendar.ts';
import { PassStopped } from './push-link.ts';
import { finishRun, newRun } from './record-run.ts';
import { reportRefusal } from './report-refusal.ts';

const MINUTE_MS = 60_000;
/** The broker has no token: its calendars are looked at so often, in case nobody tells us that it has. */
const NO_ACCESS_MS = 15 * MINUTE_MS;
const GONE_MS = 60 * MINUTE_MS;

/** A pass ended because of the calendar as a whole: decides when it is tried again, says why nothing moves, and tells who must act. */
export async function afterCalendarFailure(pass: Pass, error: unknown): Promise<void> {
  // As it is now: what went well before the failure ended its row.
  const failures = (await pass.deps.store.get(googleCalendars, pass.calendar.id))?.failures ?? 0;
  const after = await decide(pass, error, failures);
  switch (after.do) {
    case 'wait': return after.ownLimit ? pauseFor(pass, after.calendarAfterMs) : block(pass, after.calendarAfterMs, after.problem);
    case 'retry': return block(pass, after.calendarAfterMs, failures >= 2 ? 'google-down' : null);
    case 'access-refused': {
      await reportRefusal(pass.deps, pass.card, after.reason);
      const { afterMs, problem } = afterAccessRefused(after.reason, { failures, unit: pass.deps.random.unit() });
      return block(pass, afterMs, problem);
    }
    case 'calendar-gone':
      await pass.deps.store.transaction(async (tx) => {
        const id = accessId(pass.card.id, pass.calendar.id);
        if ((await tx.get(calendarAccesses, id)) !== undefined) await tx.update(calendarAccesses, id, (access) => ({ ...access, available: false }));
      });
      return block(pass, GONE_MS, 'calendar-gone');
    default: return block(pass, MINUTE_MS, 'google-down');
  }
}

async function decide(pass: Pass, error: unknown, failures: number): Promise<AfterFailure> {
  if (error instanceof PassStopped) return error.after;
  const unit = pass.deps.random.unit();
  const again = { about: 'calendar', attempts: failures, unit } as const;
  if (error instanceof GoogleFailure) return afterFailure({ ...again, reason: error.reason, retryAfterMs: error.retryAfterMs, ownLimit: error.word === OWN_LIMIT });
  if (error instanceof IncompleteRead) {
    await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => ({ ...doc, pageToken: null, fullReadSince: null }));
    return afterFailure({ ...again, reason: 'server', retryAfterMs: undefined, ownLimit: false });
  }
  if (!(error instanceof AccessLost)) throw error;
  // The broker knows more than we do: what it says of the connection decides what happens to its calendars.
  await lookAgain(pass.deps, pass.card.id);
  return { do: 'wait', calendarAfterMs: NO_ACCESS_MS, problem: null, ownLimit: false };
}

async function lookAgain(deps: Deps, connectionId: string): Promise<void> {
  const card = await deps.broker.get(`/internal/connections/${encodeURIComponent(connectionId)}`, connectionCard);
  if (card !== undefined) await keepConnection(deps, card);
}

/** Our own limits: no failure, and nothing to be told. */
const pauseFor = async (pass: Pass, afterMs: number): Promise<void> => {
  const until = pass.deps.clock.now() + afterMs;
  await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => ({ ...doc, blockedUntil: until }));
};

async function block(pass: Pass, afterMs: number, problem: string | null): Promise<void> {
  const { deps } = pass;
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const doc = await tx.get(googleCalendars, pass.calendar.id);
    if (doc === undefined) return;
    await tx.put(googleCalendars, { ...doc, failures: doc.failures + 1, blockedUntil: now + afterMs, problem: problem ?? doc.problem, runId: null } satisfies GoogleCalendarDoc);
    const begun = await tx.get(runs, pass.run.id);
    // One row says that it began to fail; the tries after it are told by the status.
    const first = problem !== null && doc.problem !== problem;
    if (begun === undefined && first) await tx.insert(runs, newRun(pass.run, now));
    if (begun !== undefined || first) await finishRun(tx, deps, pass.run.id, { problem });
  });
}
