import { runFinished } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { NO_COUNTS, runOutcome, withRecord } from '../domain/run-outcome.ts';
import { runRecords, runs, type RunDoc, type RunRecordDoc } from '../repos/runs.ts';

export type Note = Pick<RunRecordDoc, 'side' | 'act' | 'appointmentId' | 'title' | 'why'> &
  Partial<Pick<RunRecordDoc, 'detail' | 'before' | 'after' | 'linkId'>>;

export type NewRun = Pick<RunDoc, 'id' | 'agencyId' | 'connectionId' | 'userId' | 'kind' | 'direction' | 'googleCalendarId'> &
  Partial<Pick<RunDoc, 'total' | 'retryOf' | 'tokenRefreshed' | 'planned'>>;

export const newRun = (of: NewRun, now: number): RunDoc => ({
  ...NO_COUNTS,
  total: null,
  retryOf: null,
  tokenRefreshed: false,
  planned: true,
  ...of,
  state: 'running',
  startedAt: now,
  finishedAt: null,
  problem: null,
});

/** Writes one record of a run and counts it, in the transaction of the change. A run that does not exist yet begins with its first record. */
export async function addToRun(tx: Transaction, deps: Deps, run: NewRun, note: Note): Promise<void> {
  const now = deps.clock.now();
  const before = (await tx.get(runs, run.id)) ?? newRun(run, now);
  const direction = before.direction === sideOf(note) || before.direction === 'both' ? before.direction : before.processed === 0 ? sideOf(note) : 'both';
  await tx.put(runs, withRecord({ ...before, direction, tokenRefreshed: before.tokenRefreshed || run.tokenRefreshed === true }, note.act));
  await tx.insert(runRecords, {
    id: deps.makeId(),
    runId: run.id,
    agencyId: run.agencyId,
    detail: null,
    before: {},
    after: {},
    linkId: null,
    ...note,
    at: now,
  });
}

const sideOf = (note: Note): RunDoc['direction'] => (note.side === 'google' ? 'to-google' : 'from-google');

/** Ends a run, if it ever began and is still on. */
export async function finishRun(tx: Transaction, deps: Deps, runId: string, end: { readonly problem?: string | null; readonly state?: RunDoc['state'] } = {}): Promise<void> {
  const run = await tx.get(runs, runId);
  if (run === undefined || run.state !== 'running') return;
  const now = deps.clock.now();
  const problem = end.problem ?? null;
  await tx.put(runs, { ...run, state: end.state ?? runOutcome(run, problem), finishedAt: now, problem });
  tx.send(runFinished.make({ agencyId: run.agencyId, connectionId: run.connectionId, runId }, { id: deps.makeId(), now }));
}

/** Records what became of one link of a run that pushes many, and ends the run with the last of them. False: that run is over and takes no more. */
export async function noteLinkOfRun(tx: Transaction, deps: Deps, runId: string, note: Note): Promise<boolean> {
  const run = await tx.get(runs, runId);
  if (run === undefined || run.state !== 'running') return false;
  await addToRun(tx, deps, run, note);
  const { processed } = (await tx.get(runs, runId)) ?? run;
  if (run.planned && processed >= (run.total ?? 0)) await finishRun(tx, deps, runId);
  return true;
}
