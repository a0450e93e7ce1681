import { Button } from '@mantine/core';
import { useTexts } from '../../texts/use-texts.ts';
import type { Effect } from './effects.ts';
import classes from './settings.module.css';

/** What changes if saved, then the button. Stays in view while there is something to save. */
export function SaveBar({ effects, busy, onSave, onUndo }: { readonly effects: readonly Effect[]; readonly busy: boolean; readonly onSave: () => void; readonly onUndo: () => void }) {
  const { say } = useTexts();
  return (
    <section className={classes['bar']} aria-label={say('settings.ifSaved')}>
      <div>
        <strong>{say('settings.ifSaved')}</strong>
        <ul>{effects.map((effect) => <li key={effect.key}>{say(effect.key, effect.values)}</li>)}</ul>
        {!effects.some((effect) => effect.writes) && <p className="soft">{say('settings.nothingWritten')}</p>}
      </div>
      <div className={classes['barActions']}>
        <Button variant="default" onClick={onUndo}>{say('settings.undo')}</Button>
        <Button loading={busy} onClick={onSave}>{say('shell.save')}</Button>
      </div>
    </section>
  );
}
