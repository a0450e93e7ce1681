import type { Connection } from '@portal-sync/contracts';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useDisconnect } from '../../api/connections.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { CardState } from './card-state.ts';

interface DisconnectProps {
  readonly connection: Connection;
  readonly status: Extract<CardState, { kind: 'made' }>['status'];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ends a connection. First its effect: how many events, in which calendar, which mails, and how to undo it. */
export function Disconnect({ connection, status, opened, onClose }: DisconnectProps) {
  const { say } = useTexts();
  const [googleEvents, setGoogleEvents] = useState<'keep' | 'remove'>('keep');
  const disconnect = useDisconnect();
  const tell = useSaying();
  const calendar = status.targetCalendarName ?? say('disconnect.yourCalendar');
  const confirm = (): void =>
    disconnect.mutate({ connectionId: connection.id, googleEvents }, {
      onSuccess: () => {
        tell({ text: say(googleEvents === 'keep' ? 'disconnect.doneKept' : 'disconnect.doneRemoved', { calendar }) });
        onClose();
      },
    });
  return (
    <Confirm opened={opened} onClose={onClose} title={say('disconnect.title', { product: say(`products.${connection.product}`) })} action={say('disconnect.open')} danger busy={disconnect.isPending} error={disconnect.error} onConfirm={confirm}>
      <p>{say('disconnect.effect')}</p>
      <Radio.Group label={say('disconnect.question', { calendar })} value={googleEvents} onChange={(value) => setGoogleEvents(value as 'keep' | 'remove')}>
        <Radio mt={8} value="keep" label={say('disconnect.keep', { count: status.counts.linked })} description={say('disconnect.keepWhat')} />
        <Radio mt={8} value="remove" label={say('disconnect.remove')} description={say('disconnect.removeWhat', { count: status.counts.linked })} />
      </Radio.Group>
      <ul>
        <li>{say('disconnect.appointmentsStay')}</li>
        <li>{say('disconnect.noMails')}</li>
        <li>{say('disconnect.undo')}</li>
      </ul>
    </Confirm>
  );
}
