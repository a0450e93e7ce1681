import type { Appointment } from '@portal-sync/contracts';
import { useTexts } from '../../texts/use-texts.ts';
import classes from './calendar.module.css';

/** Who comes, and what they answered. */
export function Guests({ guests }: { readonly guests: Appointment['guests'] }) {
  const { say } = useTexts();
  if (guests.length === 0) return null;
  return (
    <section className={classes['part']}>
      <h3>{say('appointment.guests')}</h3>
      <ul className={classes['guests']}>
        {guests.map((guest) => (
          <li key={guest.address}>
            {guest.name ?? guest.address} <span className="soft">{guest.name === null ? '' : guest.address} · {say(`responses.${guest.response}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
