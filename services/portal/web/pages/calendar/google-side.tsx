import type { Appointment } from '@portal-sync/contracts';
import { useSession } from '../../api/session.ts';
import { Mark } from '../../parts/mark.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './calendar.module.css';

const TONES = { synced: 'good', waiting: 'accent', failed: 'bad', dormant: 'soft', conflict: 'warn' } as const;

/** The other side: in which Google calendars it stands, and whether they are up to date. */
export function GoogleSide({ links }: { readonly links: Appointment['links'] }) {
  const { say, sayKey } = useTexts();
  const { brand } = useSession();
  return (
    <section className={classes['part']}>
      <h3>{say('appointment.inGoogle')}</h3>
      {links.length === 0 ? (
        <p className="soft">{say('appointment.notInGoogle')}</p>
      ) : (
        <ul className={classes['links']}>
          {links.map((link) => (
            <li key={`${link.connectionId}/${link.googleCalendarId}`} className={classes['link']}>
              <span className={classes['linkHead']}>
                <strong>{link.calendarName === '' ? say('appointment.colleaguesCalendar') : link.calendarName}</strong>
                <Mark tone={TONES[link.state]}>{say(`linkStates.${link.state}`)}</Mark>
              </span>
              <small className="soft">{say(`linkKinds.${link.kind}`)}</small>
              {link.problem !== null && <span>{sayKey('reasons', link.problem, 'reasons.other', { support: brand.supportAddress, calendar: link.calendarName })}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
