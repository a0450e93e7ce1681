import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Contact } from '@portal-sync/contracts';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useContacts } from '../../api/contacts.ts';
import { usePerson } from '../../api/session.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { NewContact } from './new-contact.tsx';
import { Provenance } from './provenance.tsx';
import classes from './contacts.module.css';

/** Everybody the agency knows: found by the start of a name or an address. */
export function Contacts() {
  const { say } = useTexts();
  const { role } = usePerson();
  const [query, setQuery] = useSearchParams();
  const [typed, setTyped] = useState(query.get('search') ?? '');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [adding, setAdding] = useState(false);
  const contacts = useContacts(search);
  const columns: readonly Column<Contact>[] = [
    { key: 'name', head: say('contacts.name'), main: true, cell: (contact) => <Link to={`/contacts/${contact.id}`}>{contact.name}</Link> },
    { key: 'addresses', head: say('contacts.addresses'), cell: (contact) => contact.addresses.join(', ') || '–' },
    { key: 'phone', head: say('contacts.phone'), cell: (contact) => contact.phone || '–' },
    { key: 'from', head: say('contacts.from'), cell: (contact) => <Provenance of={contact} /> },
  ];
  return (
    <Page title={say('nav.contacts')} lead={say('contacts.lead')} actions={role === 'admin' ? <Button variant="default" onClick={() => setAdding(true)}>{say('contacts.add')}</Button> : undefined}>
      <TextInput
        className={classes['search'] ?? ''}
        type="search"
        label={say('contacts.search')}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setQuery(event.currentTarget.value === '' ? {} : { search: event.currentTarget.value }, { replace: true });
        }}
      />
      <Loaded query={contacts} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0 && search === '') return <Empty title={say('contacts.empty')}>{say('contacts.emptyWhat')}</Empty>;
          if (items.length === 0) return <Empty title={say('contacts.nobody', { search })}>{say('contacts.nobodyWhat')}</Empty>;
          return (
            <>
              <Rows label={say('nav.contacts')} columns={columns} rows={items} keyOf={(contact) => contact.id} />
              <More query={contacts} />
            </>
          );
        }}
      </Loaded>
      <NewContact opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}
