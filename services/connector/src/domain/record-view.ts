import type { RunRecord } from '@portal-sync/contracts';
import type { RunRecordDoc } from '../repos/runs.ts';

/** A record of a run as a viewer may see it. Seen as Busy: that something was done and why, nothing of what it says. */
export function recordView(doc: RunRecordDoc, seenAs: 'details' | 'busy'): RunRecord {
  const { id, runId, side, act, appointmentId, title, why, detail, before, after, at } = doc;
  const hidden = seenAs === 'busy';
  return { id, runId, side, act, appointmentId, why, at, title: hidden ? null : title, detail: hidden ? null : detail, before: hidden ? {} : before, after: hidden ? {} : after };
}
