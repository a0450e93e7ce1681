import { Switch } from '@mantine/core';
import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choice } from './choice.tsx';
import type { GroupProps } from './settings-form.tsx';
import classes from './settings.module.css';

/** Whether guests stand in Google, and of what clients are told. Both grow with a later version. */
export function GuestsGroup({ values }: GroupProps) {
  const { say } = useTexts();
  return (
    <Card id="guests" title={say('settings.guests')}>
      <div className={classes['group']}>
        <Choice
          label={say('settings.guestsInGoogle')}
          value={values.guestsInGoogle}
          onChange={() => undefined}
          options={[
            { value: 'not-added', label: say('settings.guestsNot'), what: say('settings.guestsNotWhat') },
            { value: 'added-silently', label: say('settings.guestsSilently'), what: say('settings.guestsSilentlyWhat'), later: true },
            { value: 'invited-by-mail', label: say('settings.guestsMail'), what: say('settings.guestsMailWhat'), later: true },
          ]}
        />
        <fieldset className={classes['fieldset']}>
          <legend>{say('settings.notify')}</legend>
          <p className="soft">{say('later.mark')}. {say('settings.notifyWhat')}</p>
          <div className={classes['list']}>
            <Switch label={say('settings.notifyTime')} checked={values.notifyClientOn.timeChange} disabled readOnly />
            <Switch label={say('settings.notifyCancel')} checked={values.notifyClientOn.cancellation} disabled readOnly />
          </div>
        </fieldset>
      </div>
    </Card>
  );
}
