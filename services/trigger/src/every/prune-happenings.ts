import type { Job } from '@portal-sync/runtime';
import { eachPage } from '../actions/each-page.ts';
import type { Deps } from '../deps.ts';
import { happenings } from '../repos/happenings.ts';

const DAY_MS = 24 * 3_600_000;
/** A day longer than messages are kept: until then one can come again. */
const KEPT_MS = 31 * DAY_MS;

/** Forgets which versions were taken once their messages cannot come again. */
export const pruneHappenings = ({ store, clock }: Pick<Deps, 'store' | 'clock'>): Job => ({
  name: 'prune-happenings',
  everyMs: 3_600_000,
  run: () =>
    eachPage(store, happenings, { index: 'byTime', equals: [], range: { lt: clock.now() - KEPT_MS } }, async (tx, page) => {
      for (const doc of page) await tx.remove(happenings, happenings.key(doc));
    }),
});
