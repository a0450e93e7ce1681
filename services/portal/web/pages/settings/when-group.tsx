import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choice } from './choice.tsx';
import type { GroupProps } from './settings-form.tsx';

const FREQUENCIES = ['realtime', '5-minutes', '15-minutes', 'hourly', 'manual'] as const;

/** How often changes in Google are fetched, and how that works at present. */
export function WhenGroup({ values, set }: GroupProps) {
  const { say, sayKey } = useTexts();
  const { pull } = values;
  return (
    <Card id="when" title={say('settings.when')} lead={say('settings.whenLead')}>
      <Choice
        label={say('settings.frequency')}
        value={values.frequency}
        onChange={(value) => set({ frequency: value as (typeof FREQUENCIES)[number] })}
        options={FREQUENCIES.map((frequency) => ({ value: frequency, label: say(`frequencies.${frequency}`), what: say(`frequencies.${frequency}What`) }))}
      />
      <p className="soft">
        {pull.by !== 'poll' || pull.everySeconds === null ? say(`pulls.${pull.by}`) : say('pulls.every', { count: pull.everySeconds < 60 ? pull.everySeconds : pull.everySeconds / 60, unit: say(pull.everySeconds < 60 ? 'pulls.seconds' : 'pulls.minutes') })}{' '}
        {sayKey('pullReasons', pull.because, 'pullReasons.other')}
      </p>
    </Card>
  );
}
