import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/nl';
import 'dayjs/locale/sv';
import { writtenDay } from '../dates/format.ts';
import { parseDay } from '../dates/parse-day.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Weekends look like other days: people work on them too. */
const NONE_RED: [] = [];

interface DayFieldProps {
  readonly label: string;
  /** `2026-05-04`; empty: none that can be read. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly error?: string | null;
}

/** A day, typed or picked, written in the language of the portal: a browser's own field would speak the browser's. */
export function DayField({ label, value, onChange, error }: DayFieldProps) {
  const { say, locale } = useTexts();
  return (
    <DateInput
      label={label}
      required
      locale={locale.toLowerCase()}
      firstDayOfWeek={1}
      valueFormat={(day) => writtenDay(day, locale)}
      dateParser={(text) => parseDay(text, locale)}
      value={value === '' ? null : value}
      onChange={(day) => onChange(day ?? '')}
      error={error}
      maxLevel="year"
      hideOutsideDates
      weekendDays={NONE_RED}
      // Within the drawer, whose focus stays in it.
      popoverProps={{ withinPortal: false }}
      ariaLabels={{ previousMonth: say('dates.previousMonth'), nextMonth: say('dates.nextMonth'), previousYear: say('dates.previousYear'), nextYear: say('dates.nextYear'), monthLevelControl: say('dates.pickMonth') }}
    />
  );
}
