import type { Job } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { seenBatches } from '../repos/seen-batches.ts';

const DAY_MS = 24 * 3_600_000;
/** A day longer than messages are kept: until then one can come again. */
const KEPT_MS = 31 * DAY_MS;

/** Drops what is left of judged batches once their messages cannot come again. */
export const pruneBatches = ({ store, clock }: Deps): Job => ({
  name: 'prune-batches',
  everyMs: 3_600_000,
  async run({ signal }) {
    for (;;) {
      const old = await store.find(seenBatches, { index: 'byDone', equals: [], range: { lt: clock.now() - KEPT_MS }, limit: 500 });
      if (old.items.length === 0 || signal.aborted) return;
      await store.transaction(async (tx) => {
        for (const { id } of old.items) await tx.remove(seenBatches, id);
      });
    }
  },
});
