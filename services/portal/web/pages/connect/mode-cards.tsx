import { Radio } from '@mantine/core';
import type { Mode } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import { MODES_OF, type Direction } from '../settings/caps.ts';
import { ModePicture } from './mode-picture.tsx';
import classes from './mode-cards.module.css';

const MODES: readonly Mode[] = ['one-way', 'two-way', 'smart', 'disable-trigger'];

/** The four modes, each with a picture of what it does. */
export function ModeCards({ direction, value, onChange }: { readonly direction: Direction; readonly value: Mode; readonly onChange: (mode: Mode) => void }) {
  const { say } = useTexts();
  return (
    <Radio.Group value={value} onChange={(next) => onChange(next as Mode)} aria-label={say('choose.modeTitle')}>
      <div className={classes['cards']}>
        {MODES.map((mode) => {
          const allowed = MODES_OF[direction].includes(mode);
          return (
            <Radio.Card key={mode} value={mode} disabled={!allowed} className={classes['card'] ?? ''} data-picked={mode === value} aria-describedby={`mode-${mode}`}>
              <span className={classes['head']}>
                <Radio.Indicator />
                <span className={classes['name']}>{say(`modes.${mode}`)}</span>
              </span>
              <ModePicture mode={mode} />
              <span id={`mode-${mode}`} className={classes['text']}>{allowed ? say(`modes.${mode}What`) : say('modes.notInDirection')}</span>
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}
