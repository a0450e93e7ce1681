import { Button, Select } from '@mantine/core';
import type { GoogleCalendar } from '@portal-sync/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRefreshCalendars } from '../../api/settings.ts';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { CalendarOption } from './calendar-option.tsx';
import classes from './calendar-select.module.css';

interface CalendarSelectProps {
  readonly calendars: UseQueryResult<GoogleCalendar[]>;
  readonly connectionId: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | null;
}

/** The calendars of the account, each with its colour and what we may do there. Those we may not write are shown, and cannot be chosen. */
export function CalendarSelect({ calendars, connectionId, value, onChange, error }: CalendarSelectProps) {
  const { say } = useTexts();
  const refresh = useRefreshCalendars(connectionId);
  return (
    <Loaded query={calendars} lines={2}>
      {(all) => {
        const shown = all.filter((calendar) => calendar.available || calendar.id === value).sort((a, b) => Number(b.primary) - Number(a.primary) || Number(b.writable) - Number(a.writable) || a.name.localeCompare(b.name));
        const chosen = shown.find((calendar) => calendar.id === value);
        return (
          <div className={classes['row']}>
            <Select
              className={classes['select'] ?? ''}
              label={say('choose.calendar')}
              placeholder={all.length === 0 ? say('choose.reading') : say('choose.pick')}
              nothingFoundMessage={say('choose.noneFound')}
              searchable={shown.length > 8}
              data={shown.map((calendar) => ({ value: calendar.id, label: calendar.name, disabled: !calendar.writable || !calendar.available }))}
              value={value}
              onChange={onChange}
              error={error}
              leftSection={chosen === undefined ? undefined : <span className={classes['dot']} style={{ background: chosen.color }} aria-hidden />}
              renderOption={({ option }) => {
                const calendar = shown.find((one) => one.id === option.value);
                return calendar === undefined ? option.label : <CalendarOption calendar={calendar} />;
              }}
            />
            <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>{say('choose.readAgain')}</Button>
            {refresh.error !== null && <Failure error={refresh.error} />}
          </div>
        );
      }}
    </Loaded>
  );
}
