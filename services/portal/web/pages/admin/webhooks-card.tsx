import { Button, TextInput } from '@mantine/core';
import type { Webhook } from '@portal-sync/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useCreateWebhook, useRemoveWebhook } from '../../api/rules.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Form } from '../../parts/form.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Deliveries } from './deliveries.tsx';
import classes from './admin.module.css';

/** Addresses that rules call, and what was delivered there. */
export function WebhooksCard({ webhooks }: { readonly webhooks: UseQueryResult<Webhook[]> }) {
  const { say } = useTexts();
  const create = useCreateWebhook();
  const remove = useRemoveWebhook();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [looking, setLooking] = useState<Webhook | null>(null);
  const [removing, setRemoving] = useState<Webhook | null>(null);
  const columns: readonly Column<Webhook>[] = [
    { key: 'url', head: say('rules.address'), main: true, cell: (webhook) => <>{webhook.description === '' ? null : <>{webhook.description}<br /></>}<span className="soft">{webhook.url}</span></> },
    {
      key: 'do',
      head: say('people.actions'),
      cell: (webhook) => (
        <span className={classes['rowActions']}>
          <Button size="compact-sm" variant="default" aria-label={say('rules.deliveriesOf', { name: webhook.description || webhook.url })} onClick={() => setLooking(webhook)}>{say('rules.deliveries')}</Button>
          <Button size="compact-sm" variant="default" aria-label={say('rules.removeOne', { name: webhook.description || webhook.url })} onClick={() => setRemoving(webhook)}>{say('shell.remove')}</Button>
        </span>
      ),
    },
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({ url: url.trim(), description: description.trim() }, { onSuccess: () => { setUrl(''); setDescription(''); } });
  };
  return (
    <Card id="webhooks" title={say('rules.webhooks')}>
      <Loaded query={webhooks}>{(all) => (all.length === 0 ? <p className="soft">{say('rules.noWebhook')}</p> : <Rows label={say('rules.webhooks')} columns={columns} rows={all} keyOf={(webhook) => webhook.id} />)}</Loaded>
      {create.data?.secret !== undefined && (
        <Notice tone="info" title={say('rules.secretOnce')}>
          <code className={classes['code']}>{create.data.secret}</code>
        </Notice>
      )}
      <Form className={classes['form']} onSubmit={submit}>
        <TextInput type="url" label={say('rules.newWebhook')} placeholder={say('rules.urlExample')} required maxLength={500} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
        <TextInput label={say('rules.description')} maxLength={200} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        {create.error !== null && <Failure error={create.error} />}
        <div><Button type="submit" variant="default" loading={create.isPending}>{say('shell.add')}</Button></div>
      </Form>
      <Deliveries webhook={looking} onClose={() => setLooking(null)} />
      <Confirm
        opened={removing !== null} onClose={() => setRemoving(null)} title={say('rules.removeOne', { name: removing?.description || removing?.url || '' })} action={say('shell.remove')} danger
        busy={remove.isPending} error={remove.error}
        onConfirm={() => removing !== null && remove.mutate(removing.id, { onSuccess: () => setRemoving(null) })}
      >
        <p>{say('rules.removeWebhookEffect')}</p>
      </Confirm>
    </Card>
  );
}
