import { ActionIcon, Button } from '@mantine/core';
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './calendar.module.css';

/** Which dates are shown, and the way to others. */
export function GridHead({ title, onPrevious, onToday, onNext }: { readonly title: string; readonly onPrevious: () => void; readonly onToday: () => void; readonly onNext: () => void }) {
  const { say } = useTexts();
  return (
    <div className={classes['gridHead']}>
      <h2 aria-live="polite">{title}</h2>
      <div className={classes['actions']}>
        <Button variant="default" onClick={onToday}>{say('calendar.today')}</Button>
        <ActionIcon variant="default" size={40} aria-label={say('calendar.previous')} onClick={onPrevious}><IconChevronLeft size={20} stroke={1.75} aria-hidden /></ActionIcon>
        <ActionIcon variant="default" size={40} aria-label={say('calendar.next')} onClick={onNext}><IconChevronRight size={20} stroke={1.75} aria-hidden /></ActionIcon>
      </div>
    </div>
  );
}
