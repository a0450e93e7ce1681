import type { Issue } from '@portal-sync/kernel';
import type { Rule } from './happening.ts';

/** What a rule's actions name that must be the agency's own. */
export interface Named {
  readonly campaignIds: ReadonlySet<string>;
  readonly endpointIds: ReadonlySet<string>;
}

/** What is wrong with a rule beyond its shape. Empty: nothing. */
export function ruleFaults(rule: Pick<Rule, 'on' | 'fields' | 'actions'>, named: Named): readonly Issue[] {
  const fields = rule.on !== 'rescheduled' && rule.fields.length > 0 ? [{ path: 'body.fields', message: 'only a rule on rescheduled watches fields' }] : [];
  const actions = rule.actions.flatMap((action, at) => {
    if ((action.kind === 'enrol' || action.kind === 'leave') && !named.campaignIds.has(action.campaignId)) {
      return [{ path: `body.actions.${at}.campaignId`, message: 'no such campaign' }];
    }
    if (action.kind === 'webhook' && !named.endpointIds.has(action.endpointId)) return [{ path: `body.actions.${at}.endpointId`, message: 'no such webhook' }];
    return [];
  });
  return [...fields, ...actions];
}
