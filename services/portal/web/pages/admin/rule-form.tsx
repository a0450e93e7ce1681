import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import type { Campaign, Rule, RuleAction, RuleEvent, Webhook } from '@portal-sync/contracts';
import { useState, type FormEvent } from 'react';
import { useChangeRule, useCreateRule } from '../../api/rules.ts';
import { useSession } from '../../api/session.ts';
import { Failure } from '../../parts/failure.tsx';
import { Form } from '../../parts/form.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { RuleActionFields } from './rule-action-fields.tsx';
import classes from './admin.module.css';

const EVENTS: readonly RuleEvent[] = ['booked', 'customer-booked', 'rescheduled', 'cancelled'];
const FIELDS = ['when', 'title', 'location', 'description', 'status'] as const;

interface RuleFormProps {
  readonly rule: Rule | 'new' | null;
  readonly campaigns: readonly Campaign[];
  readonly webhooks: readonly Webhook[];
  readonly onClose: () => void;
}

/** A rule: when something happens, under which conditions, what is done. */
export function RuleForm({ rule, campaigns, webhooks, onClose }: RuleFormProps) {
  const { say } = useTexts();
  return (
    <Modal size="lg" opened={rule !== null} onClose={onClose} title={<strong>{rule === 'new' || rule === null ? say('rules.add') : say('rules.editOne', { name: rule.name })}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      {rule !== null && <Fields rule={rule === 'new' ? null : rule} campaigns={campaigns} webhooks={webhooks} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ rule, campaigns, webhooks, onClose }: Omit<RuleFormProps, 'rule'> & { readonly rule: Rule | null }) {
  const { say } = useTexts();
  const { appointmentTypes } = useSession();
  const tell = useSaying();
  const create = useCreateRule();
  const change = useChangeRule();
  const [name, setName] = useState(rule?.name ?? '');
  const [on, setOn] = useState<RuleEvent>(rule?.on ?? 'booked');
  const [types, setTypes] = useState<string[]>(rule?.types ?? []);
  const [fields, setFields] = useState<string[]>(rule?.fields ?? []);
  const [actions, setActions] = useState<RuleAction[]>(rule?.actions ?? [{ kind: 'mail', to: 'client', subject: '', text: '' }]);
  const done = { onSuccess: (saved: Rule) => { tell({ text: say('rules.saved', { name: saved.name }) }); onClose(); } };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const values = { name: name.trim(), on, types, fields: on === 'rescheduled' ? fields : [], actions };
    if (rule === null) create.mutate({ ...values, calendarIds: [], enabled: true }, done);
    else change.mutate({ id: rule.id, version: rule.version, fields: values }, done);
  };
  const error = create.error ?? change.error;
  return (
    <Form className={classes['form']} onSubmit={submit}>
      <TextInput label={say('rules.name')} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Select label={say('rules.on')} value={on} onChange={(value) => setOn((value ?? on) as RuleEvent)} data={EVENTS.map((value) => ({ value, label: say(`ruleEvents.${value}`) }))} />
      <MultiSelect label={say('rules.types')} placeholder={types.length === 0 ? say('rules.anyType') : ''} value={types} onChange={setTypes} data={appointmentTypes.map((type) => ({ value: type.key, label: type.label }))} />
      {on === 'rescheduled' && (
        <MultiSelect label={say('rules.fields')} placeholder={fields.length === 0 ? say('rules.anyField') : ''} value={fields} onChange={setFields} data={FIELDS.map((field) => ({ value: field, label: say(`fields.${field}`) }))} />
      )}
      {actions.map((action, at) => (
        <RuleActionFields
          key={at}
          number={at + 1}
          action={action}
          campaigns={campaigns}
          webhooks={webhooks}
          onChange={(next) => setActions(actions.map((one, index) => (index === at ? next : one)))}
          onRemove={actions.length === 1 ? null : () => setActions(actions.filter((_, index) => index !== at))}
        />
      ))}
      <div>
        <Button variant="default" disabled={actions.length >= 10} onClick={() => setActions([...actions, { kind: 'mail', to: 'client', subject: '', text: '' }])}>{say('rules.addAction')}</Button>
      </div>
      {error !== null && <Failure error={error} />}
      <div className={classes['actions']}>
        <Button type="submit" loading={create.isPending || change.isPending}>{say('shell.save')}</Button>
        <Button variant="default" onClick={onClose}>{say('shell.cancel')}</Button>
      </div>
    </Form>
  );
}
