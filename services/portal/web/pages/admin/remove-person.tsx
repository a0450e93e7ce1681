import type { User } from '@portal-sync/contracts';
import { useRemovePerson } from '../../api/people.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** Removes a person, after saying what goes with them. */
export function RemovePerson({ person, onClose }: { readonly person: User | null; readonly onClose: () => void }) {
  const { say } = useTexts();
  const tell = useSaying();
  const remove = useRemovePerson();
  const name = person?.name ?? '';
  const confirm = (): void => {
    if (person === null) return;
    remove.mutate({ id: person.id, version: person.version }, {
      onSuccess: () => {
        tell({ text: say('people.removed', { name }) });
        onClose();
      },
    });
  };
  return (
    <Confirm opened={person !== null} onClose={onClose} title={say('people.removeOne', { name })} action={say('shell.remove')} danger busy={remove.isPending} error={remove.error} onConfirm={confirm}>
      <p>{say('people.removeEffect', { name })}</p>
      <ul>
        <li>{say('people.removeSessions')}</li>
        <li>{say('people.removeConnections')}</li>
        <li>{say('people.removeKept')}</li>
      </ul>
    </Confirm>
  );
}
