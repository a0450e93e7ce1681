import { Button, Modal, Select, TextInput } from '@mantine/core';
import type { Role, User } from '@portal-sync/contracts';
import { useState, type FormEvent } from 'react';
import { useChangePerson, useCreatePerson } from '../../api/people.ts';
import { usePerson } from '../../api/session.ts';
import { Failure } from '../../parts/failure.tsx';
import { Form } from '../../parts/form.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ContactSelect } from '../calendar/contact-select.tsx';
import classes from './admin.module.css';

const ROLES: readonly Role[] = ['admin', 'staff', 'client', 'prospect'];

/** A new person, or a change of one. */
export function PersonForm({ person, onClose }: { readonly person: User | 'new' | null; readonly onClose: () => void }) {
  const { say } = useTexts();
  return (
    <Modal opened={person !== null} onClose={onClose} title={<strong>{person === 'new' || person === null ? say('people.add') : say('people.editOne', { name: person.name })}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      {person !== null && <Fields person={person === 'new' ? null : person} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ person, onClose }: { readonly person: User | null; readonly onClose: () => void }) {
  const { say } = useTexts();
  const tell = useSaying();
  const self = usePerson();
  const create = useCreatePerson();
  const change = useChangePerson();
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'staff');
  const [contactId, setContactId] = useState(person?.contactId ?? null);
  const isClient = role === 'client' || role === 'prospect';
  const done = { onSuccess: (saved: User) => { tell({ text: say('people.saved', { name: saved.name }) }); onClose(); } };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const fields = { name: name.trim(), email: email.trim(), role, contactId: isClient ? contactId : null };
    if (person === null) create.mutate(fields, done);
    else change.mutate({ id: person.id, version: person.version, fields }, done);
  };
  const error = create.error ?? change.error;
  return (
    <Form className={classes['form']} onSubmit={submit}>
      <TextInput label={say('people.name')} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <TextInput label={say('people.email')} description={say('people.emailWhat')} type="email" required maxLength={254} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <Select label={say('people.role')} value={role} onChange={(value) => setRole((value ?? role) as Role)} disabled={person?.id === self.userId} data={ROLES.map((one) => ({ value: one, label: say(`roles.${one}`) }))} description={say(`people.${role}What`)} />
      {isClient && <ContactSelect value={contactId} onChange={setContactId} />}
      {error !== null && <Failure error={error} />}
      <div className={classes['actions']}>
        <Button type="submit" loading={create.isPending || change.isPending}>{say('shell.save')}</Button>
        <Button variant="default" onClick={onClose}>{say('shell.cancel')}</Button>
      </div>
    </Form>
  );
}
