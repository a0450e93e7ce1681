import { Radio } from '@mantine/core';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './settings.module.css';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly what?: string;
  /** A later version brings it. */
  readonly later?: boolean;
}

/** One of a few, each with what it does. What a later version brings is shown, disabled, and says so. */
export function Choice({ label, options, value, onChange }: { readonly label: string; readonly options: readonly Option[]; readonly value: string; readonly onChange: (value: string) => void }) {
  const { say } = useTexts();
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <div className={classes['list']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={option.later === true}
            description={option.later === true ? `${say('later.mark')}. ${option.what ?? ''}` : option.what}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
