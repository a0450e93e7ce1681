import { Button } from '@mantine/core';
import type { User } from '@portal-sync/contracts';
import { useState } from 'react';
import { usePeople } from '../../api/people.ts';
import { usePerson } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { InvitePerson } from './invite-person.tsx';
import { PersonForm } from './person-form.tsx';
import { RemovePerson } from './remove-person.tsx';
import classes from './admin.module.css';

/** The agency's people: who they are, whether they have signed in, their invitations. */
export function PeoplePart() {
  const { say } = useTexts();
  const { userId } = usePerson();
  const people = usePeople();
  const [form, setForm] = useState<User | 'new' | null>(null);
  const [inviting, setInviting] = useState<User | null>(null);
  const [removing, setRemoving] = useState<User | null>(null);
  const columns: readonly Column<User>[] = [
    { key: 'name', head: say('people.name'), main: true, cell: (person) => person.name },
    { key: 'email', head: say('people.email'), cell: (person) => person.email },
    { key: 'role', head: say('people.role'), cell: (person) => say(`roles.${person.role}`) },
    { key: 'bound', head: say('people.signedIn'), cell: (person) => (person.bound ? <Mark tone="good">{say('people.bound')}</Mark> : <Mark tone="soft">{say('people.notBound')}</Mark>) },
    {
      key: 'do',
      head: say('people.actions'),
      cell: (person) => (
        <span className={classes['rowActions']}>
          <Button size="compact-sm" variant="default" aria-label={say('people.editOne', { name: person.name })} onClick={() => setForm(person)}>{say('shell.edit')}</Button>
          {!person.bound && <Button size="compact-sm" variant="default" aria-label={say('people.inviteOne', { name: person.name })} onClick={() => setInviting(person)}>{say('people.invite')}</Button>}
          {person.id !== userId && <Button size="compact-sm" variant="default" aria-label={say('people.removeOne', { name: person.name })} onClick={() => setRemoving(person)}>{say('shell.remove')}</Button>}
        </span>
      ),
    },
  ];
  return (
    <Card id="people" title={say('admin.people')} lead={say('people.lead')} actions={<Button onClick={() => setForm('new')}>{say('people.add')}</Button>}>
      <Loaded query={people} lines={6}>{(all) => <Rows label={say('admin.people')} columns={columns} rows={all} keyOf={(person) => person.id} />}</Loaded>
      <PersonForm person={form} onClose={() => setForm(null)} />
      <InvitePerson person={inviting} onClose={() => setInviting(null)} />
      <RemovePerson person={removing} onClose={() => setRemoving(null)} />
    </Card>
  );
}
