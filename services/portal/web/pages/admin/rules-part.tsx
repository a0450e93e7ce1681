import { Button, Switch } from '@mantine/core';
import type { Rule } from '@portal-sync/contracts';
import { useState } from 'react';
import { useCampaigns, useChangeRule, useRemoveRule, useRules, useWebhooks } from '../../api/rules.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { CampaignsCard } from './campaigns-card.tsx';
import { FiringsCard } from './firings-card.tsx';
import { RuleForm } from './rule-form.tsx';
import { WebhooksCard } from './webhooks-card.tsx';
import classes from './admin.module.css';

/** What happens by itself: rules, the campaigns and webhooks they use, and what they did. */
export function RulesPart() {
  const { say } = useTexts();
  const rules = useRules();
  const campaigns = useCampaigns();
  const webhooks = useWebhooks();
  const change = useChangeRule();
  const remove = useRemoveRule();
  const [form, setForm] = useState<Rule | 'new' | null>(null);
  const [removing, setRemoving] = useState<Rule | null>(null);
  const columns: readonly Column<Rule>[] = [
    { key: 'name', head: say('rules.name'), main: true, cell: (rule) => rule.name },
    { key: 'on', head: say('rules.on'), cell: (rule) => say(`ruleEvents.${rule.on}`) },
    { key: 'does', head: say('rules.does'), cell: (rule) => rule.actions.map((action) => say(`ruleActions.${action.kind}`)).join(', ') },
    {
      key: 'enabled',
      head: say('rules.enabled'),
      cell: (rule) => <Switch aria-label={say('rules.enabledOne', { name: rule.name })} checked={rule.enabled} onChange={(event) => change.mutate({ id: rule.id, version: rule.version, fields: { enabled: event.currentTarget.checked } })} />,
    },
    {
      key: 'actions',
      head: say('people.actions'),
      cell: (rule) => (
        <span className={classes['rowActions']}>
          <Button size="compact-sm" variant="default" aria-label={say('rules.editOne', { name: rule.name })} onClick={() => setForm(rule)}>{say('shell.edit')}</Button>
          <Button size="compact-sm" variant="default" aria-label={say('rules.removeOne', { name: rule.name })} onClick={() => setRemoving(rule)}>{say('shell.remove')}</Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <Card id="rules" title={say('admin.rules')} lead={say('rules.lead')} actions={<Button onClick={() => setForm('new')}>{say('rules.add')}</Button>}>
        {change.error !== null && <Failure error={change.error} />}
        <Loaded query={rules}>
          {(all) => (all.length === 0 ? <Empty title={say('rules.empty')}>{say('rules.emptyWhat')}</Empty> : <Rows label={say('admin.rules')} columns={columns} rows={all} keyOf={(rule) => rule.id} />)}
        </Loaded>
      </Card>
      <div className={classes['two']}>
        <CampaignsCard campaigns={campaigns} />
        <WebhooksCard webhooks={webhooks} />
      </div>
      <FiringsCard />
      <RuleForm rule={form} campaigns={campaigns.data ?? []} webhooks={webhooks.data ?? []} onClose={() => setForm(null)} />
      <Confirm
        opened={removing !== null} onClose={() => setRemoving(null)} title={say('rules.removeOne', { name: removing?.name ?? '' })} action={say('shell.remove')} danger
        busy={remove.isPending} error={remove.error}
        onConfirm={() => removing !== null && remove.mutate({ id: removing.id, version: removing.version }, { onSuccess: () => setRemoving(null) })}
      >
        <p>{say('rules.removeEffect')}</p>
      </Confirm>
    </>
  );
}
