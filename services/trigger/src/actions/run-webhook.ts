import type { RuleAction } from '@portal-sync/contracts';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { deliveries } from '../repos/deliveries.ts';
import { effectId, withAction, type StoredFiring } from '../repos/firings.ts';
import { webhookKey, webhooks } from '../repos/webhooks.ts';
import { settle } from './settle.ts';

type Webhook = Extract<RuleAction, { kind: 'webhook' }>;

/** Hands the call of a webhook to the worker that delivers. */
export async function runWebhook(deps: Deps, firing: StoredFiring, place: number, { endpointId }: Webhook): Promise<void> {
  await settle(deps, firing, place, async (tx, now) => {
    const endpoint = await tx.get(webhooks, webhookKey(now.agencyId, endpointId));
    if (endpoint?.enabled !== true) return withAction(now, place, { state: 'skipped', detail: endpoint === undefined ? 'webhook-gone' : 'webhook-off' });
    await tx.put(deliveries, {
      agencyId: now.agencyId,
      id: effectId(now.id, place),
      webhookId: endpointId,
      firingId: now.id,
      place,
      appointmentId: now.appointmentId,
      appointmentVersion: now.appointmentVersion,
      state: 'waiting',
      attempts: 0,
      lastStatus: null,
      createdAt: deps.clock.now(),
      ...newDue(deps.clock.now()),
    });
    return withAction(now, place, { handedOn: true });
  });
}
