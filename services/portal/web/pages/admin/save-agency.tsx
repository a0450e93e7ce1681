import { Button } from '@mantine/core';
import type { Agency } from '@portal-sync/contracts';
import { useSaveAgency, type AgencyChange } from '../../api/agency.ts';
import { Failure } from '../../parts/failure.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './admin.module.css';

/** The button that saves a change of the agency, and what came of it. */
export function SaveAgency({ agency, change, blocked = false }: { readonly agency: Agency; readonly change: AgencyChange; readonly blocked?: boolean }) {
  const { say } = useTexts();
  const tell = useSaying();
  const save = useSaveAgency();
  return (
    <>
      {save.error !== null && <Failure error={save.error} />}
      <div className={classes['actions']}>
        <Button loading={save.isPending} disabled={blocked} onClick={() => save.mutate({ change, version: agency.version }, { onSuccess: () => tell({ text: say('settings.saved') }) })}>{say('shell.save')}</Button>
      </div>
    </>
  );
}
