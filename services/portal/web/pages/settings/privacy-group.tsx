import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choice } from './choice.tsx';
import type { GroupProps } from './settings-form.tsx';
import classes from './settings.module.css';

/** What colleagues see of one's Google events, and what Google sees of clients. */
export function PrivacyGroup({ values, set }: GroupProps) {
  const { say } = useTexts();
  return (
    <Card id="privacy" title={say('settings.privacy')}>
      <div className={classes['group']}>
        <Choice
          label={say('settings.inward')}
          value={values.availabilityOnly ? 'times' : values.teammatesSee}
          onChange={() => undefined}
          options={[
            { value: 'busy', label: say('settings.inwardBusy'), what: say('settings.inwardBusyWhat') },
            { value: 'details', label: say('settings.inwardDetails'), what: say('settings.inwardDetailsWhat'), later: true },
            { value: 'times', label: say('settings.inwardTimes'), what: say('settings.inwardTimesWhat'), later: true },
          ]}
        />
        <Choice
          label={say('settings.outward')}
          value={values.clientDetails}
          onChange={(value) => set({ clientDetails: value as 'shown' | 'hidden' })}
          options={[
            { value: 'shown', label: say('settings.outwardShown'), what: say('settings.outwardShownWhat') },
            { value: 'hidden', label: say('settings.outwardHidden'), what: say('settings.outwardHiddenWhat') },
          ]}
        />
      </div>
    </Card>
  );
}
