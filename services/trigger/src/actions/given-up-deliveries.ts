import type { Exhausted } from '@portal-sync/runtime';
import { markDue } from '@portal-sync/store';
import type { StoredDelivery } from '../repos/deliveries.ts';
import { firingKey, firings, withAction } from '../repos/firings.ts';

/** Calls of webhooks that were given up, after three days of trying or because the receiver wanted no more. Brought back, their firing waits for them again. */
export const givenUpDeliveries: Exhausted<StoredDelivery> = {
  where: { index: 'byState', equals: ['failed'] },
  async revive(tx, delivery, now) {
    if (delivery.state !== 'failed') return undefined;
    const firing = await tx.get(firings, firingKey(delivery.agencyId, delivery.firingId));
    if (firing !== undefined) await tx.put(firings, withAction(firing, delivery.place, { state: 'waiting', attempts: 0, detail: null }));
    return markDue({ ...delivery, state: 'waiting' as const, attempts: 0 }, now, now);
  },
};
