import { Button, Select, Textarea, TextInput } from '@mantine/core';
import type { Campaign, RuleAction, Webhook } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './admin.module.css';

interface RuleActionFieldsProps {
  readonly number: number;
  readonly action: RuleAction;
  readonly campaigns: readonly Campaign[];
  readonly webhooks: readonly Webhook[];
  readonly onChange: (action: RuleAction) => void;
  readonly onRemove: (() => void) | null;
}

const KINDS = ['mail', 'enrol', 'leave', 'webhook'] as const;

/** One thing a rule does. */
export function RuleActionFields({ number, action, campaigns, webhooks, onChange, onRemove }: RuleActionFieldsProps) {
  const { say } = useTexts();
  const begin = (kind: RuleAction['kind']): RuleAction => {
    if (kind === 'mail') return { kind, to: 'client', subject: '', text: '' };
    return kind === 'webhook' ? { kind, endpointId: webhooks[0]?.id ?? '' } : { kind, campaignId: campaigns[0]?.id ?? '' };
  };
  return (
    <div className={classes['action']} role="group" aria-label={say('rules.actionNumber', { count: number })}>
      <Select label={say('rules.action')} value={action.kind} onChange={(kind) => kind !== null && kind !== action.kind && onChange(begin(kind as RuleAction['kind']))} data={KINDS.map((kind) => ({ value: kind, label: say(`ruleActions.${kind}`) }))} />
      {(action.kind === 'enrol' || action.kind === 'leave') && (
        <Select label={say('rules.campaign')} required value={action.campaignId || null} onChange={(id) => onChange({ ...action, campaignId: id ?? '' })} data={campaigns.map((campaign) => ({ value: campaign.id, label: campaign.name }))} description={campaigns.length === 0 ? say('rules.noCampaign') : undefined} />
      )}
      {action.kind === 'webhook' && (
        <Select label={say('rules.webhook')} required value={action.endpointId || null} onChange={(id) => onChange({ ...action, endpointId: id ?? '' })} data={webhooks.map((webhook) => ({ value: webhook.id, label: webhook.description || webhook.url }))} description={webhooks.length === 0 ? say('rules.noWebhook') : undefined} />
      )}
      {action.kind === 'mail' && (
        <>
          <Select label={say('rules.mailTo')} value={action.to} onChange={(to) => onChange({ ...action, to: (to ?? action.to) as 'client' | 'host' })} data={(['client', 'host'] as const).map((to) => ({ value: to, label: say(`mailTo.${to}`) }))} />
          <TextInput label={say('rules.subject')} required maxLength={200} value={action.subject} onChange={(event) => onChange({ ...action, subject: event.currentTarget.value })} />
          <Textarea label={say('rules.text')} description={say('rules.textWhat')} required minRows={3} autosize maxLength={4000} value={action.text} onChange={(event) => onChange({ ...action, text: event.currentTarget.value })} />
        </>
      )}
      {onRemove !== null && <div><Button variant="default" onClick={onRemove}>{say('rules.removeAction')}</Button></div>}
    </div>
  );
}
