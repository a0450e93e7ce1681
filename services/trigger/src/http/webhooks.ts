import { agencyOf } from '@portal-sync/auth';
import { delivery, id, newWebhook, pageOf, pageQuery, webhook } from '@portal-sync/contracts';
import { AppError, Secret } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { sealSecret } from '../actions/seal-secret.ts';
import { urlFault } from '../actions/webhook-url.ts';
import type { Deps } from '../deps.ts';
import { deliveries, deliveryView } from '../repos/deliveries.ts';
import { getWebhook, webhookKey, webhooks, webhookView, type StoredWebhook } from '../repos/webhooks.ts';

const who = { admin: 'agency' } as const;
const params = z.strictObject({ webhookId: id });
const MOST_WEBHOOKS = 50;

export const listWebhooksRoute = defineRoute({
  id: 'listWebhooks',
  method: 'GET',
  path: '/v1/webhooks',
  summary: 'Webhook endpoints, oldest first; their secrets are not shown',
  who,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(webhook) },
  async handle({ query, caller }, { store }: Deps) {
    const page = await store.find(webhooks, { index: 'byAgency', equals: [agencyOf(caller)], ...query });
    return { status: 200, body: { ...page, items: page.items.map(webhookView) } };
  },
});

/** Not idempotent by key: the kept answer would hold the secret. */
export const createWebhookRoute = defineRoute({
  id: 'createWebhook',
  method: 'POST',
  path: '/v1/webhooks',
  summary: 'Makes a webhook endpoint; its secret (Standard Webhooks) is shown in this answer only',
  who,
  body: newWebhook,
  answers: { 201: webhook },
  async handle({ body, caller }, deps: Deps) {
    const agencyId = agencyOf(caller);
    const fault = urlFault(body.url, { allowLoopback: deps.settings.TRIGGER_WEBHOOKS_ALLOW_LOOPBACK });
    if (fault !== undefined) throw new AppError('invalid', { issues: [{ path: 'body.url', message: fault }] });
    if ((await deps.store.count(webhooks, { index: 'byAgency', equals: [agencyId] })) >= MOST_WEBHOOKS) {
      throw new AppError('refused', { detail: `An agency has at most ${MOST_WEBHOOKS} webhooks.` });
    }
    const owner = { agencyId, id: deps.makeId() };
    const secret = new Secret(`whsec_${Buffer.from(deps.random.bytes(32)).toString('base64')}`);
    const sealedSecret = sealSecret(deps.settings.TRIGGER_WEBHOOK_KEY, owner, secret, deps.random);
    const stored: StoredWebhook = { ...owner, ...body, enabled: true, sealedSecret, createdAt: deps.clock.now() };
    await deps.store.insert(webhooks, stored);
    return { status: 201, headers: { 'cache-control': 'no-store' }, body: { ...webhookView(stored), secret: secret.reveal() } };
  },
});

export const removeWebhookRoute = defineRoute({
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/v1/webhooks/{webhookId}',
  summary: 'Removes a webhook endpoint; what waits for it is given up',
  who,
  params,
  answers: { 204: undefined },
  async handle({ params: { webhookId }, caller }, { store }: Deps) {
    if (!(await store.remove(webhooks, webhookKey(agencyOf(caller), webhookId)))) throw new AppError('not-found');
    return { status: 204 };
  },
});

export const listDeliveriesRoute = defineRoute({
  id: 'listDeliveries',
  method: 'GET',
  path: '/v1/webhooks/{webhookId}/deliveries',
  summary: 'Deliveries to one endpoint, newest first',
  who,
  params,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(delivery) },
  async handle({ params: { webhookId }, query, caller }, { store }: Deps) {
    const agencyId = agencyOf(caller);
    await getWebhook(store, agencyId, webhookId);
    const page = await store.find(deliveries, { index: 'byWebhook', equals: [agencyId, webhookId], order: 'desc', ...query });
    return { status: 200, body: { ...page, items: page.items.map(deliveryView) } };
  },
});
