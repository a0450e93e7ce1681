import type { Store, Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { HOLDS_FOR, waitsInLane } from '../domain/next-in-lane.ts';
import { afterAttempt, type Answer } from '../domain/next-attempt.ts';
import { webhookBody } from '../domain/webhook-body.ts';
import { deliveries, deliveryKey, type StoredDelivery } from '../repos/deliveries.ts';
import { firingKey, firings, withAction } from '../repos/firings.ts';
import { webhookKey, webhooks, type StoredWebhook } from '../repos/webhooks.ts';
import { callWebhook } from './call-webhook.ts';

/**
 * Makes one attempt. It is written down after the answer: when that is lost the call is repeated, under the same id, and the receiver knows
 * it. What is told about one appointment goes to one endpoint in the order of its versions (`waitsInLane`).
 */
export async function deliver(deps: Deps, delivery: StoredDelivery): Promise<{ nextAt: number | null }> {
  if (delivery.state !== 'waiting') return { nextAt: null };
  const now = deps.clock.now();
  const waitMs = waitsInLane(delivery.appointmentVersion, await laneOf(deps.store, delivery), now);
  if (waitMs !== undefined) return { nextAt: now + waitMs };
  const key = webhookKey(delivery.agencyId, delivery.webhookId);
  const endpoint = await deps.store.get(webhooks, key);
  const firing = await deps.store.get(firings, firingKey(delivery.agencyId, delivery.firingId));
  if (endpoint?.enabled !== true || firing === undefined) return giveUp(deps, delivery, endpoint === undefined ? 'webhook-gone' : 'webhook-off');
  // Asked in the same breath as the call: nothing comes between the two.
  const handMs = deps.endpointHands.waits(key);
  if (handMs !== undefined) return { nextAt: deps.clock.now() + handMs };
  const answer = await deps.endpointHands.call(key, () => callWebhook(deps, endpoint, delivery.id, webhookBody(firing)));
  return noteAttempt(deps, delivery, endpoint, answer);
}

/** Those that can still hold others back. */
async function laneOf(store: Store, { agencyId, webhookId, appointmentId }: StoredDelivery): Promise<readonly StoredDelivery[]> {
  return (await store.find(deliveries, { index: 'byLane', equals: [agencyId, webhookId, appointmentId, 'waiting'], range: { lt: HOLDS_FOR }, limit: 1000 })).items;
}

/** The delivery, unless somebody brought it to its end meanwhile. */
async function standing(tx: Transaction, { agencyId, id }: StoredDelivery): Promise<StoredDelivery | undefined> {
  const now = await tx.get(deliveries, deliveryKey(agencyId, id));
  return now?.state === 'waiting' ? now : undefined;
}

async function noteAttempt(deps: Deps, delivery: StoredDelivery, endpoint: StoredWebhook, answer: Answer): Promise<{ nextAt: number | null }> {
  const attempts = delivery.attempts + 1;
  const after = afterAttempt(answer, attempts, deps.random.unit());
  const why = after.state === 'delivered' ? null : after.why;
  await deps.store.transaction(async (tx) => {
    const stands = await standing(tx, delivery);
    // Another process, which took this one for dead, goes on with it: what went wrong here says nothing of that.
    if (stands === undefined || (after.state !== 'delivered' && stands.claim !== delivery.claim)) return;
    await tx.update(deliveries, deliveryKey(delivery.agencyId, delivery.id), (now) => ({
      ...now, attempts, state: after.state, lastStatus: 'status' in answer ? answer.status : null,
    }));
    await tx.update(firings, firingKey(delivery.agencyId, delivery.firingId), (now) =>
      withAction(now, delivery.place, { attempts, detail: why, state: after.state === 'delivered' ? 'done' : after.state }));
    if (after.state === 'failed' && after.turnOff) await tx.update(webhooks, webhookKey(endpoint.agencyId, endpoint.id), (now) => ({ ...now, enabled: false }));
  });
  return { nextAt: after.state === 'waiting' ? deps.clock.now() + after.waitMs : null };
}

async function giveUp(deps: Deps, delivery: StoredDelivery, why: string): Promise<{ nextAt: null }> {
  await deps.store.transaction(async (tx) => {
    if ((await standing(tx, delivery)) === undefined) return;
    await tx.update(deliveries, deliveryKey(delivery.agencyId, delivery.id), (now) => ({ ...now, state: 'failed' as const }));
    if ((await tx.get(firings, firingKey(delivery.agencyId, delivery.firingId))) === undefined) return;
    await tx.update(firings, firingKey(delivery.agencyId, delivery.firingId), (now) => withAction(now, delivery.place, { state: 'failed', detail: why }));
  });
  return { nextAt: null };
}
