import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { DirectionChoice } from '../connect/direction-choice.tsx';
import { ModeCards } from '../connect/mode-cards.tsx';
import { modeUnder } from './caps.ts';
import { Choice } from './choice.tsx';
import type { GroupProps } from './settings-form.tsx';
import classes from './settings.module.css';

const POLICIES = ['platform-wins', 'google-wins', 'last-modified-wins', 'manual'] as const;

/** Which way changes go, what Google events mean, and who wins where both sides changed the same. */
export function HowGroup({ connection, values, set }: GroupProps) {
  const { say } = useTexts();
  return (
    <Card id="how" title={say('settings.how')}>
      <div className={classes['group']}>
        <h3>{say('choose.directionTitle')}</h3>
        <DirectionChoice product={connection.product} value={values.direction} onChange={(direction) => set({ direction, mode: modeUnder(direction, values.mode) })} />
        <h3>{say('choose.modeTitle')}</h3>
        <ModeCards direction={values.direction} value={values.mode} onChange={(mode) => set({ mode })} />
        {values.direction === 'from-google' ? (
          <p className="soft">{say('settings.noPolicy')}</p>
        ) : (
          <Choice
            label={say('settings.policy')}
            value={values.conflictPolicy}
            onChange={(value) => set({ conflictPolicy: value as (typeof POLICIES)[number] })}
            options={POLICIES.map((policy) => ({ value: policy, label: say(`policies.${policy}`), what: say(`policies.${policy}What`), later: policy === 'manual' }))}
          />
        )}
      </div>
    </Card>
  );
}
