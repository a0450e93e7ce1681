import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useContact, useContacts } from '../../api/contacts.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Finds a client by the start of a name or address; nobody is an answer too. */
export function ContactSelect({ value, onChange }: { readonly value: string | null; readonly onChange: (contactId: string | null) => void }) {
  const { say } = useTexts();
  const [typed, setTyped] = useState('');
  const chosen = useContact(value);
  const [search] = useDebouncedValue(typed === chosen.data?.name ? '' : typed.trim(), 200);
  const found = useContacts(search);
  const contacts = found.data?.pages[0]?.items ?? [];
  const shown = value === null || chosen.data === undefined || contacts.some((contact) => contact.id === value) ? contacts : [chosen.data, ...contacts];
  return (
    <Select
      label={say('appointment.client')}
      placeholder={say('appointment.noClient')}
      searchable
      clearable
      allowDeselect
      clearButtonProps={{ 'aria-label': say('appointment.removeClient') }}
      nothingFoundMessage={say('contacts.nobodyWhat')}
      data={shown.map((contact) => ({ value: contact.id, label: contact.name }))}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
