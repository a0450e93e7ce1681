import { Button, CopyButton, Modal } from '@mantine/core';
import type { User } from '@portal-sync/contracts';
import { useInvite } from '../../api/people.ts';
import { Failure } from '../../parts/failure.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './admin.module.css';

/** A one-use link that ties a person's Google account to them. Shown once. */
export function InvitePerson({ person, onClose }: { readonly person: User | null; readonly onClose: () => void }) {
  const { say } = useTexts();
  const invite = useInvite();
  const close = (): void => {
    invite.reset();
    onClose();
  };
  return (
    <Modal opened={person !== null} onClose={close} title={<strong>{say('people.inviteOne', { name: person?.name ?? '' })}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      <div className={classes['form']}>
        <p>{say('people.inviteWhat')}</p>
        {invite.error !== null && <Failure error={invite.error} />}
        {invite.data === undefined ? (
          <div><Button loading={invite.isPending} onClick={() => person !== null && invite.mutate(person.id)}>{say('people.makeLink')}</Button></div>
        ) : (
          <>
            <code className={classes['code']}>{invite.data.url}</code>
            <p className="soft">{say('people.linkOnce')} {say('people.linkUntil')} <Time at={invite.data.expiresAt} exact /></p>
            <CopyButton value={invite.data.url}>
              {({ copied, copy }) => <div><Button onClick={copy}>{copied ? say('people.copied') : say('people.copy')}</Button></div>}
            </CopyButton>
          </>
        )}
      </div>
    </Modal>
  );
}
