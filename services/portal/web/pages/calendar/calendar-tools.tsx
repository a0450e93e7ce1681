import { Button, SegmentedControl, Select } from '@mantine/core';
import type { User } from '@portal-sync/contracts';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import { usePerson } from '../../api/session.ts';
import { useNow } from '../../dates/use-now.ts';
import { offsetOf } from '../../dates/zoned.ts';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './calendar.module.css';

export type View = 'timeGridWeek' | 'timeGridDay' | 'listWeek';

interface CalendarToolsProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly narrow: boolean;
  readonly zone: string;
  readonly agencyZone: string;
  readonly deviceZone: string;
  readonly onZone: (zone: string) => void;
  /** Null: there is nobody to choose between. */
  readonly whose: string | null;
  readonly onWhose: (whose: string) => void;
  readonly people: readonly User[];
}

/** Which view, whose time, and in which zone: said whenever it is not the zone of this device. */
export function CalendarTools({ view, onView, narrow, zone, agencyZone, deviceZone, onZone, whose, onWhose, people }: CalendarToolsProps) {
  const { say, locale } = useTexts();
  const { userId } = usePerson();
  const now = useNow();
  const colleagues = people.filter((person) => person.id !== userId && (person.role === 'staff' || person.role === 'admin'));
  const placeOf = (name: string): string => `${name.split('/').at(-1)?.replaceAll('_', ' ') ?? name} (${offsetOf(name, now, locale)})`;
  return (
    <div className={classes['tools']}>
      <SegmentedControl
        aria-label={say('calendar.view')}
        value={view}
        onChange={(value) => onView(value as View)}
        data={[narrow ? { value: 'timeGridDay', label: say('calendar.day') } : { value: 'timeGridWeek', label: say('calendar.week') }, { value: 'listWeek', label: say('calendar.agenda') }]}
      />
      {whose !== null && colleagues.length > 0 && (
        <Select
          aria-label={say('calendar.whose')}
          value={whose}
          onChange={(value) => onWhose(value ?? userId)}
          data={[{ value: userId, label: say('calendar.mine') }, { value: 'all', label: say('calendar.everybody') }, ...colleagues.map((person) => ({ value: person.id, label: person.name }))]}
        />
      )}
      {agencyZone !== deviceZone && (
        <div className={classes['zone']}>
          <IconWorld size={18} stroke={1.75} aria-hidden />
          <span>{zone === agencyZone ? say('calendar.zoneOther', { zone: placeOf(zone), device: placeOf(deviceZone) }) : say('calendar.zoneDevice', { zone: placeOf(zone), agency: placeOf(agencyZone) })}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => onZone(zone === agencyZone ? deviceZone : agencyZone)}>{zone === agencyZone ? say('calendar.useDevice') : say('calendar.useAgency')}</Button>
        </div>
      )}
    </div>
  );
}
