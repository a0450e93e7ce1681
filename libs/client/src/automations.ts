import {
  campaign, delivery, enrolment, firing, outgoingMail, rule, webhook, type Campaign, type Firing, type newCampaign, type newRule, type newWebhook, type Rule,
  type ruleChange, type Webhook,
} from '@portal-sync/contracts';
import type { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

interface Once {
  readonly idempotencyKey?: string;
}

export const automationsApi = (call: CallApi) => ({
  rules: () => listOf(call, '/v1/rules', rule),
  rule: (ruleId: string): Promise<Rule> => call('GET', path`/v1/rules/${ruleId}`, { answer: rule }),
  createRule: (body: z.input<typeof newRule>, options: Once = {}): Promise<Rule> => call('POST', '/v1/rules', { body, ...options, answer: rule }),
  changeRule: (ruleId: string, body: z.input<typeof ruleChange>, options: { version?: number } = {}): Promise<Rule> =>
    call('PATCH', path`/v1/rules/${ruleId}`, { body, ...options, answer: rule }),
  removeRule: (ruleId: string): Promise<undefined> => call('DELETE', path`/v1/rules/${ruleId}`, { answer: undefined }),
  campaigns: () => listOf(call, '/v1/campaigns', campaign),
  createCampaign: (body: z.input<typeof newCampaign>, options: Once = {}): Promise<Campaign> => call('POST', '/v1/campaigns', { body, ...options, answer: campaign }),
  enrolments: (campaignId: string) => listOf(call, path`/v1/campaigns/${campaignId}/enrolments`, enrolment),
  webhooks: () => listOf(call, '/v1/webhooks', webhook),
  /** `secret` stands in this answer only. */
  createWebhook: (body: z.input<typeof newWebhook>): Promise<Webhook> => call('POST', '/v1/webhooks', { body, answer: webhook }),
  removeWebhook: (webhookId: string): Promise<undefined> => call('DELETE', path`/v1/webhooks/${webhookId}`, { answer: undefined }),
  deliveries: (webhookId: string) => listOf(call, path`/v1/webhooks/${webhookId}/deliveries`, delivery),
  firings: (query: { ruleId?: string; appointmentId?: string } = {}) => listOf(call, '/v1/firings', firing, query),
  firing: (firingId: string): Promise<Firing> => call('GET', path`/v1/firings/${firingId}`, { answer: firing }),
  mails: () => listOf(call, '/v1/mails', outgoingMail),
});
