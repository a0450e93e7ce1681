import { Button, TextInput } from '@mantine/core';
import type { Campaign } from '@portal-sync/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useCreateCampaign } from '../../api/rules.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Form } from '../../parts/form.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './admin.module.css';

/** Campaigns that rules enrol people in. */
export function CampaignsCard({ campaigns }: { readonly campaigns: UseQueryResult<Campaign[]> }) {
  const { say, number } = useTexts();
  const create = useCreateCampaign();
  const [name, setName] = useState('');
  const columns: readonly Column<Campaign>[] = [
    { key: 'name', head: say('rules.name'), main: true, cell: (campaign) => campaign.name },
    { key: 'enrolled', head: say('rules.enrolled'), number: true, cell: (campaign) => number(campaign.enrolled) },
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate(name.trim(), { onSuccess: () => setName('') });
  };
  return (
    <Card id="campaigns" title={say('rules.campaigns')}>
      <Loaded query={campaigns}>{(all) => (all.length === 0 ? <p className="soft">{say('rules.noCampaign')}</p> : <Rows label={say('rules.campaigns')} columns={columns} rows={all} keyOf={(campaign) => campaign.id} />)}</Loaded>
      <Form className={classes['form']} onSubmit={submit}>
        <TextInput label={say('rules.newCampaign')} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {create.error !== null && <Failure error={create.error} />}
        <div><Button type="submit" variant="default" loading={create.isPending}>{say('shell.add')}</Button></div>
      </Form>
    </Card>
  );
}
