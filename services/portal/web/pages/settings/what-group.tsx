import { Select, Switch } from '@mantine/core';
import { usePlatformCalendars } from '../../api/platform-calendars.ts';
import { usePerson, useSession } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { GroupProps } from './settings-form.tsx';
import classes from './settings.module.css';

/** What syncs: by type, whole days, and what becomes of Google's events. */
export function WhatGroup({ values, set }: GroupProps) {
  const { say } = useTexts();
  const { appointmentTypes } = useSession();
  const { userId } = usePerson();
  const calendars = usePlatformCalendars(true);
  const takers = (calendars.data ?? []).filter((calendar) => calendar.userId === userId || calendar.memberIds.includes(userId));
  const syncs = (key: string): boolean => values.syncTypes[key] ?? appointmentTypes.find((type) => type.key === key)?.syncs ?? false;
  return (
    <Card id="what" title={say('settings.what')}>
      <div className={classes['group']}>
        <fieldset className={classes['fieldset']}>
          <legend>{say('settings.types')}</legend>
          <div className={classes['list']}>
            {appointmentTypes.map((type) => (
              <Switch key={type.key} label={type.label} checked={syncs(type.key)} onChange={(event) => set({ syncTypes: { ...values.syncTypes, [type.key]: event.currentTarget.checked } })} />
            ))}
          </div>
        </fieldset>
        <Switch label={say('settings.allDay')} description={say('settings.allDayWhat')} checked={values.syncAllDay} onChange={(event) => set({ syncAllDay: event.currentTarget.checked })} />
        <Switch label={say('settings.create')} description={say('settings.createWhat')} checked={values.createAppointments} onChange={(event) => set({ createAppointments: event.currentTarget.checked })} />
        <Select
          label={say('settings.defaultType')}
          value={values.defaultType}
          onChange={(value) => set({ defaultType: value ?? values.defaultType })}
          data={appointmentTypes.map((type) => ({ value: type.key, label: type.label }))}
          disabled={!values.createAppointments}
        />
        {takers.length > 1 && (
          <Select
            label={say('settings.goTo')}
            description={say('settings.goToWhat')}
            value={values.appointmentsGoTo ?? 'own'}
            onChange={(value) => set({ appointmentsGoTo: value === null || value === 'own' ? null : value })}
            data={[{ value: 'own', label: say('settings.goToOwn') }, ...takers.filter((calendar) => calendar.userId !== userId).map((calendar) => ({ value: calendar.id, label: calendar.name }))]}
          />
        )}
      </div>
    </Card>
  );
}
