import type { GoogleCalendar } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './calendar-select.module.css';

/** A calendar in a list: colour, name, and what we may do there in words. */
export function CalendarOption({ calendar }: { readonly calendar: GoogleCalendar }) {
  const { say } = useTexts();
  return (
    <span className={classes['option']}>
      <span className={classes['dot']} style={{ background: calendar.color }} aria-hidden />
      <span>{calendar.name}</span>
      <span className={classes['role']}>{calendar.primary ? `${say('choose.primary')} · ` : ''}{say(`accessRoles.${calendar.accessRole}`)}</span>
    </span>
  );
}
