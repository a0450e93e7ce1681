import type { Rule } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { ruleFaults } from '../domain/rule-faults.ts';
import { campaignKey, campaigns } from '../repos/campaigns.ts';
import { webhookKey, webhooks } from '../repos/webhooks.ts';

/** Fails with `invalid` for a rule that names what is not the agency's own, or watches fields where it cannot. */
export async function checkRule(tx: Transaction, agencyId: string, rule: Pick<Rule, 'on' | 'fields' | 'actions'>): Promise<void> {
  const campaignIds = new Set<string>();
  const endpointIds = new Set<string>();
  for (const action of rule.actions) {
    if ('campaignId' in action && (await tx.get(campaigns, campaignKey(agencyId, action.campaignId))) !== undefined) campaignIds.add(action.campaignId);
    if ('endpointId' in action && (await tx.get(webhooks, webhookKey(agencyId, action.endpointId))) !== undefined) endpointIds.add(action.endpointId);
  }
  const issues = ruleFaults(rule, { campaignIds, endpointIds });
  if (issues.length > 0) throw new AppError('invalid', { issues });
}
