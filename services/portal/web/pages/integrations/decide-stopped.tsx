import type { Connection, SyncStatus } from '@portal-sync/contracts';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useAnswerStopped, type StoppedAnswer } from '../../api/connections.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';

interface DecideStoppedProps {
  readonly connection: Connection;
  readonly status: Pick<SyncStatus, 'stopped' | 'targetCalendarName' | 'counts'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Syncing stopped because much vanished or changed in Google at once. What was seen, then both ways on, each with what it does and how to undo it. */
export function DecideStopped({ connection, status, opened, onClose }: DecideStoppedProps) {
  const { say } = useTexts();
  const [answer, setAnswer] = useState<StoppedAnswer>('restore');
  const decide = useAnswerStopped();
  const tell = useSaying();
  const { vanished, changed } = status.stopped ?? { vanished: 0, changed: 0 };
  const values = { calendar: status.targetCalendarName ?? say('disconnect.yourCalendar'), linked: status.counts.linked };
  const confirm = (): void =>
    decide.mutate({ connectionId: connection.id, answer }, {
      onSuccess: () => {
        tell({ text: say(answer === 'restore' ? 'stopped.restored' : 'stopped.applied', values) });
        onClose();
      },
    });
  return (
    <Confirm opened={opened} onClose={onClose} title={say('stopped.title')} action={say(answer === 'restore' ? 'stopped.restoreNow' : 'stopped.applyNow')} danger={answer === 'apply'} busy={decide.isPending} error={decide.error} onConfirm={confirm}>
      <div>
        {vanished > 0 && <p><strong>{say('stopped.vanished', { ...values, count: vanished })}</strong></p>}
        {changed > 0 && <p><strong>{say('stopped.changed', { ...values, count: changed })}</strong></p>}
        <p>{say('stopped.safe')}</p>
      </div>
      <Radio.Group label={say('stopped.question')} value={answer} onChange={(value) => setAnswer(value as StoppedAnswer)}>
        <Radio mt={8} value="restore" label={say('stopped.restore')} description={say('stopped.restoreWhat', values)} />
        <Radio mt={8} value="apply" label={say('stopped.apply')} description={say('stopped.applyWhat')} />
      </Radio.Group>
      <ul>
        <li>{say(answer === 'restore' ? 'stopped.restoreMails' : 'stopped.applyMails')}</li>
        <li>{say(answer === 'restore' ? 'stopped.restoreUndo' : 'stopped.applyUndo')}</li>
      </ul>
    </Confirm>
  );
}
