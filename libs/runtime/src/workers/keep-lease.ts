import { AppError, type Clock, type Log, type Timers } from '@portal-sync/kernel';
import { renewDue, type Collection, type DueFields, type Store } from '@portal-sync/store';
import { keepRenewing } from '../keep-renewing.ts';

/** Leases are short, so that what a dead process held is taken up soon; work that lasts renews its own. */
const RENEWALS_PER_LEASE = 3;
/** Work that never ends gives its document back after this many leases: something is wrong with it, and somebody else may have more luck. */
export const MOST_LEASES = 40;

export interface KeepLeaseOptions<T extends DueFields & object> {
  readonly collection: Collection<T>;
  readonly key: string;
  /** The claim held now; it changes when the document is claimed anew. */
  readonly claim: () => number;
  readonly leaseMs: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Renews the lease on a document until it is let go. A lease that somebody else holds by now stays theirs. */
export const keepLease = <T extends DueFields & object>({ collection, key, claim, leaseMs, store, clock, timers, log }: KeepLeaseOptions<T>): (() => Promise<void>) =>
  keepRenewing({
    timers,
    everyMs: leaseMs / RENEWALS_PER_LEASE,
    most: MOST_LEASES * RENEWALS_PER_LEASE,
    renew: () => store.update(collection, key, (doc) => renewDue(doc, claim(), clock.now(), leaseMs)),
    failed(error) {
      // Work may remove its own document.
      if (!(error instanceof AppError && error.code === 'not-found')) log.warn({ key, error }, 'a lease could not be renewed');
    },
  });
