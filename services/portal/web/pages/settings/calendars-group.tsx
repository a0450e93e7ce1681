import { Checkbox } from '@mantine/core';
import { useGoogleCalendars } from '../../api/settings.ts';
import { Card } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { CalendarOption } from '../connect/calendar-option.tsx';
import { CalendarSelect } from '../connect/calendar-select.tsx';
import { Choice } from './choice.tsx';
import type { GroupProps } from './settings-form.tsx';
import classes from './settings.module.css';

/** Which Google calendars are looked at, and which of ours are sent. */
export function CalendarsGroup({ connection, values, set }: GroupProps) {
  const { say } = useTexts();
  const calendars = useGoogleCalendars(connection.id);
  const chosen = new Set(values.availabilityCalendarIds);
  const choose = (id: string | null): void => set({ targetCalendarId: id, ...(id !== null && chosen.has(id) ? { availabilityCalendarIds: values.availabilityCalendarIds.filter((one) => one !== id) } : {}) });
  return (
    <Card id="calendars" title={say('settings.calendars')}>
      <div className={classes['group']}>
        <div className={classes['list']}>
          <p className="soft">{say('settings.targetWhat')}</p>
          <CalendarSelect calendars={calendars} connectionId={connection.id} value={values.targetCalendarId} onChange={choose} />
        </div>
        <Loaded query={calendars} lines={2}>
          {(all) => (
            <Checkbox.Group
              label={say('settings.availability')}
              description={say('settings.availabilityWhat')}
              value={values.availabilityCalendarIds}
              onChange={(ids) => set({ availabilityCalendarIds: ids })}
            >
              <div className={classes['list']}>
                {all.filter((calendar) => calendar.id !== values.targetCalendarId && (calendar.available || chosen.has(calendar.id))).map((calendar) => (
                  <Checkbox key={calendar.id} value={calendar.id} label={<CalendarOption calendar={calendar} />} />
                ))}
                {all.length <= 1 && <p className="soft">{say('settings.noOtherCalendars')}</p>}
              </div>
            </Checkbox.Group>
          )}
        </Loaded>
        <Choice
          label={say('settings.push')}
          value={values.platformCalendars === 'all' ? 'all' : 'some'}
          onChange={() => undefined}
          options={[{ value: 'all', label: say('settings.pushAll') }, { value: 'some', label: say('settings.pushSome'), what: say('settings.pushSomeLater'), later: true }]}
        />
      </div>
    </Card>
  );
}
