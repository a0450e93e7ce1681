import { Menu, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs';
import IconSelector from '@tabler/icons-react/dist/esm/icons/IconSelector.mjs';
import { ask } from '../api/ask.ts';
import { usePerson } from '../api/session.ts';
import { useTexts } from '../texts/use-texts.ts';
import classes from './person-menu.module.css';

/** Who is signed in, and the way out. */
export function PersonMenu() {
  const { say } = useTexts();
  const person = usePerson();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => ask('POST', '/portal/sign-out'),
    // Nothing of this person stays in the page's memory.
    onSuccess: () => {
      client.clear();
      window.location.assign('/sign-in');
    },
  });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 100 }} width={240}>
      <Menu.Target>
        <UnstyledButton className={classes['person']}>
          <span className="only-spoken">{say('shell.personMenu')}</span>
          <span className={classes['name']}>{person.name}</span>
          <span className={classes['role']}>{say(`roles.${person.role}`)}</span>
          <IconSelector className={classes['icon']} size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />} onClick={() => signOut.mutate()}>{say('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
