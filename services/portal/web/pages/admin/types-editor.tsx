import { Button, ColorInput, Switch, TextInput } from '@mantine/core';
import type { Agency } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import { freshTypeKey } from './fresh-type-key.ts';
import classes from './admin.module.css';

type Types = Agency['appointmentTypes'];

/** The agency's types of appointment: name, colour, whether they sync unless somebody says otherwise. */
export function TypesEditor({ types, onChange }: { readonly types: Types; readonly onChange: (types: Types) => void }) {
  const { say } = useTexts();
  const set = (at: number, change: Partial<Types[number]>): void => onChange(types.map((type, one) => (one === at ? { ...type, ...change } : type)));
  return (
    <div className={classes['form']}>
      {types.map((type, at) => (
        <div key={type.key} className={classes['type']} role="group" aria-label={type.label}>
          <TextInput label={say('defaults.typeName')} maxLength={60} value={type.label} onChange={(event) => set(at, { label: event.currentTarget.value })} error={type.label.trim() === '' ? say('defaults.needsName') : null} />
          <ColorInput label={say('defaults.typeColor')} format="hex" withEyeDropper={false} value={type.color} onChange={(color) => set(at, { color })} />
          <Switch label={say('defaults.typeSyncs')} checked={type.syncs} onChange={(event) => set(at, { syncs: event.currentTarget.checked })} mb={8} />
          <Button variant="default" disabled={types.length === 1} onClick={() => onChange(types.filter((_, one) => one !== at))} aria-label={say('defaults.removeType', { name: type.label })}>{say('shell.remove')}</Button>
        </div>
      ))}
      <div>
        <Button variant="default" disabled={types.length >= 40} onClick={() => onChange([...types, { key: freshTypeKey(types.map((type) => type.key)), label: say('defaults.newType'), color: '#5f6670', syncs: true }])}>{say('defaults.addType')}</Button>
      </div>
    </div>
  );
}
