import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useCreateContact } from '../../api/contacts.ts';
import { Failure } from '../../parts/failure.tsx';
import { Form } from '../../parts/form.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './contacts.module.css';

/** A contact typed by a person. */
export function NewContact({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { say } = useTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={<strong>{say('contacts.add')}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      <NewContactForm onClose={onClose} />
    </Modal>
  );
}

function NewContactForm({ onClose }: { readonly onClose: () => void }) {
  const { say } = useTexts();
  const tell = useSaying();
  const create = useCreateContact();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [phone, setPhone] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({ name: name.trim(), addresses: address.trim() === '' ? [] : [address.trim()], phone: phone.trim() }, {
      onSuccess: (contact) => {
        tell({ text: say('contacts.added', { name: contact.name }) });
        onClose();
      },
    });
  };
  return (
    <Form className={classes['form']} onSubmit={submit}>
      <TextInput label={say('contacts.name')} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <TextInput label={say('contacts.address')} type="email" maxLength={254} value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
      <TextInput label={say('contacts.phone')} type="tel" maxLength={40} value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
      {create.error !== null && <Failure error={create.error} />}
      <div className={classes['actions']}>
        <Button variant="default" onClick={onClose}>{say('shell.cancel')}</Button>
        <Button type="submit" loading={create.isPending}>{say('shell.save')}</Button>
      </div>
    </Form>
  );
}
