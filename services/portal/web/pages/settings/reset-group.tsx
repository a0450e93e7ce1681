import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../parts/card.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './settings.module.css';

/** Beginning again from scratch comes with a later version; disconnecting is on the connection's card. */
export function ResetGroup() {
  const { say } = useTexts();
  return (
    <Card id="reset" title={say('settings.reset')} lead={say('settings.resetWhat')}>
      <div className={classes['laterRow']}>
        <Button variant="default" disabled>{say('settings.resetNow')}</Button>
        <Mark tone="soft">{say('later.mark')}</Mark>
      </div>
      <p className="soft"><Link to="/integrations">{say('settings.toDisconnect')}</Link></p>
    </Card>
  );
}
