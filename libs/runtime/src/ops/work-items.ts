import type { WorkItem } from '@portal-sync/contracts';
import type { DueFields } from '@portal-sync/store';
import type { Failing } from '../workers/failing-documents.ts';

export type WorkDocument = DueFields & object;

export const isLeased = (doc: DueFields, now: number): boolean => doc.leasedUntil !== null && doc.leasedUntil > now;

/** What an operator sees of a document that waits for a worker: nothing of its content. Pure. */
export function workItemOf(collection: string, key: string, doc: WorkDocument, options: { now: number; failing?: Failing | undefined }): WorkItem {
  const { dueAt, leasedUntil, claim } = doc;
  const leased = isLeased(doc, options.now);
  return {
    collection,
    key,
    dueAt,
    leasedUntil: leased ? leasedUntil : null,
    holder: leased ? (doc.leasedBy ?? null) : null,
    claim,
    failures: options.failing?.failures ?? 0,
    reason: options.failing?.reason ?? null,
  };
}
