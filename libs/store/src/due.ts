import { z } from 'zod';

/** Fields of a document that waits for a worker. All times in ms since the epoch. Spread `dueFields` into the Zod object of the document. */
export const dueFields = {
  /** When a worker should look; null = nothing to do. While leased it equals the end of the lease, so a dead worker's document comes due by itself. */
  dueAt: z.number().nullable(),
  leasedUntil: z.number().nullable(),
  /** Counts claims: the fencing token of a lease. A finish with an old number changes nothing. */
  claim: z.number().int(),
  /** Somebody asked again while the document was leased: it comes due at this time when the holder finishes. */
  againAt: z.number().nullable(),
  /** The process that holds the lease, for whoever looks for it; absent when it did not say. Decides nothing. */
  leasedBy: z.string().optional(),
};

export interface DueFields {
  dueAt: number | null;
  leasedUntil: number | null;
  claim: number;
  againAt: number | null;
  leasedBy?: string | undefined;
}

/** The fields of a document that is due at `at` (null: not at all). */
export const newDue = (at: number | null): DueFields => ({ dueAt: at, leasedUntil: null, claim: 0, againAt: null });

const earlier = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/**
 * Asks for work at `at`, keeping an earlier wish. A document under a lease is not given to a second worker: the wish waits for the holder. A lease that
 * ran out ends here: its holder may be alive and late, and what it says of the next time would know nothing of this wish.
 */
export function markDue<T extends DueFields>(doc: T, at: number, now: number): T {
  if (doc.leasedUntil === null) return { ...doc, dueAt: earlier(doc.dueAt, at) };
  if (doc.leasedUntil > now) return { ...doc, againAt: earlier(doc.againAt, at) };
  return { ...doc, dueAt: earlier(doc.dueAt, at), leasedUntil: null, claim: doc.claim + 1, againAt: null };
}

/** What `takeDue` writes: the lease of a new holder. */
export const claimDue = <T extends DueFields>(doc: T, now: number, leaseMs: number, holder?: string): T => ({
  ...doc,
  dueAt: now + leaseMs,
  leasedUntil: now + leaseMs,
  claim: doc.claim + 1,
  againAt: null,
  leasedBy: holder,
});

/** Makes the lease of claim `claim` last until `leaseMs` from now. Returns undefined (leave as is) when it was lost or ended. */
export const renewDue = <T extends DueFields>(doc: T, claim: number, now: number, leaseMs: number): T | undefined =>
  doc.claim !== claim || doc.leasedUntil === null ? undefined : { ...doc, dueAt: now + leaseMs, leasedUntil: now + leaseMs };

/** Ends the lease of claim `claim`; next due at `nextAt` or at the wish that came meanwhile. Returns undefined (leave as is) when the lease was lost. */
export function finishDue<T extends DueFields>(doc: T, claim: number, nextAt: number | null): T | undefined {
  if (doc.claim !== claim) return undefined;
  return { ...doc, dueAt: earlier(nextAt, doc.againAt), leasedUntil: null, againAt: null, leasedBy: undefined };
}
