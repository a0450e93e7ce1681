import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePushPreview, useStartPush, type Which } from '../../api/pushes.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './push.module.css';

/** What will be pushed: how many, into which calendar, and that nobody gets a mail. */
export function PushPreviewCard({ connectionId, calendar, onStarted }: { readonly connectionId: string; readonly calendar: string | null; readonly onStarted: (runId: string) => void }) {
  const { say } = useTexts();
  const [which, setWhich] = useState<Which>('future');
  const preview = usePushPreview(connectionId, which, true);
  const start = useStartPush(connectionId);
  return (
    <Card>
      <SegmentedControl
        className={classes['which'] ?? ''}
        aria-label={say('push.which')}
        value={which}
        onChange={(value) => setWhich(value as Which)}
        data={[{ value: 'future', label: say('push.future') }, { value: 'all', label: say('push.all') }]}
      />
      <Loaded query={preview} lines={3}>
        {({ creates, links, alreadyLinked }) => (
          <>
            <ul className={classes['effects']}>
              <li><strong>{say('push.creates', { count: creates })}</strong> {calendar === null ? '' : say('push.into', { calendar })}</li>
              {links > 0 && <li>{say('push.links', { count: links })}</li>}
              {alreadyLinked > 0 && <li>{say('push.already', { count: alreadyLinked })}</li>}
              <li>{say('push.noMails')}</li>
              <li>{say('push.undo')}</li>
            </ul>
            {start.error !== null && <Failure error={start.error} />}
            <div className={classes['actions']}>
              {creates + links > 0 && <Button loading={start.isPending} onClick={() => start.mutate(which, { onSuccess: (run) => onStarted(run.id) })}>{say('push.start', { count: creates + links })}</Button>}
              <Button variant="default" component={Link} to="/integrations">{creates + links > 0 ? say('push.later') : say('shell.done')}</Button>
            </div>
          </>
        )}
      </Loaded>
    </Card>
  );
}
