import type { Run, RunCounts } from '@portal-sync/contracts';
import type { RunRecordDoc } from '../repos/runs.ts';

const COUNTED: Readonly<Record<RunRecordDoc['act'], keyof RunCounts | null>> = {
  created: 'created',
  updated: 'updated',
  cancelled: 'cancelled',
  linked: 'linked',
  unchanged: 'unchanged',
  conflict: 'conflicts',
  failed: 'errors',
  skipped: null,
};

export const NO_COUNTS: RunCounts = { processed: 0, created: 0, updated: 0, cancelled: 0, linked: 0, unchanged: 0, conflicts: 0, errors: 0 };

/** The counts with one more record. A conflict stands beside the record of the change it led to, so it is not processed twice. */
export function countRecord<T extends RunCounts>(counts: T, act: RunRecordDoc['act']): T {
  const field = COUNTED[act];
  const processed = act === 'conflict' ? counts.processed : counts.processed + 1;
  return { ...counts, processed, ...(field === null ? {} : { [field]: counts[field] + 1 }) };
}

/** How a run ended: never a success when all of it failed. */
export function runOutcome({ processed, errors }: Pick<RunCounts, 'processed' | 'errors'>, problem: string | null): 'done' | 'partial' | 'failed' {
  if (problem !== null) return processed > errors ? 'partial' : 'failed';
  if (errors === 0) return 'done';
  return errors < processed ? 'partial' : 'failed';
}

/** A run with one more record: what comes after its end (an event judged later) still counts in how it ended. */
export function withRecord<T extends RunCounts & { readonly state: Run['state']; readonly problem: string | null }>(run: T, act: RunRecordDoc['act']): T {
  const counted = countRecord(run, act);
  return run.state === 'done' || run.state === 'partial' || run.state === 'failed' ? { ...counted, state: runOutcome(counted, run.problem) } : counted;
}
