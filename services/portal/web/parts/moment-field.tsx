import { TimePicker } from '@mantine/dates';
import { useTexts } from '../texts/use-texts.ts';
import { DayField } from './day-field.tsx';
import classes from './moment-field.module.css';

interface MomentFieldProps {
  readonly label: string;
  /** Wall time `2026-05-04T10:00`; a part that cannot be read is missing. */
  readonly value: string;
  readonly onChange: (wall: string) => void;
  readonly error?: string | null;
}

/** A day and a time of 24 hours, the same in every browser. Arrows move the time by five minutes. */
export function MomentField({ label, value, onChange, error }: MomentFieldProps) {
  const { say } = useTexts();
  const [day = '', time = ''] = value.split('T');
  return (
    <div className={classes['moment']} role="group" aria-label={label}>
      <DayField label={label} value={day} onChange={(next) => onChange(`${next}T${time}`)} error={error ?? null} />
      <TimePicker
        className={classes['time'] ?? ''}
        classNames={{ field: classes['field'] ?? '' }}
        format="24h"
        minutesStep={5}
        hoursInputLabel={say('dates.hours', { label })}
        minutesInputLabel={say('dates.minutes', { label })}
        value={time}
        onChange={(next) => onChange(`${day}T${next.slice(0, 5)}`)}
      />
    </div>
  );
}
