import { seenBy } from '@portal-sync/auth';
import type { AgencyCaller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Reads } from '@portal-sync/store';
import { runs, type RunDoc } from './runs.ts';

/** A run that this caller may see; otherwise `not-found`. */
export async function reachRun(reads: Reads, caller: AgencyCaller, runId: string): Promise<RunDoc> {
  const run = await reads.get(runs, runId);
  if (run === undefined) throw new AppError('not-found');
  const seen = seenBy(caller, { kind: 'run', agencyId: run.agencyId, userIds: [run.userId], contactId: null, fromGoogle: false, ofClient: false });
  if (seen === 'nothing') throw new AppError('not-found');
  return run;
}
