import { Button } from '@mantine/core';
import type { Appointment, User } from '@portal-sync/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePerson, useSession } from '../../api/session.ts';
import { browserZone, whenText } from '../../dates/when.ts';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { CancelAppointment } from './cancel-appointment.tsx';
import { GoogleSide } from './google-side.tsx';
import { Guests } from './guests.tsx';
import { History } from './history.tsx';
import classes from './calendar.module.css';

interface AppointmentViewProps {
  readonly appointment: Appointment;
  readonly zone: string;
  readonly people: readonly User[];
  readonly onEdit: () => void;
  readonly onCancelled: () => void;
}

/** What an appointment says here, what Google has of it, who comes, and how it came to be so. */
export function AppointmentView({ appointment: one, zone, people, onEdit, onCancelled }: AppointmentViewProps) {
  const { say, locale } = useTexts();
  const { appointmentTypes } = useSession();
  const { role } = usePerson();
  const [asking, setAsking] = useState(false);
  const own = 'zone' in one.when ? one.when.zone : zone;
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  if (one.seenAs === 'busy') return <Facts facts={[[say('appointment.when'), whenText(one.when, locale, zone, say('calendar.allDay'))], [say('appointment.host'), nameOf(one.hostUserId)], [say('appointment.what'), say('appointment.onlyBusy')]]} />;
  const standing = one.status !== 'cancelled';
  return (
    <div className={classes['drawer']}>
      <h2>{one.title}</h2>
      {one.organizedElsewhere && <Notice tone="info">{say('appointment.organizedElsewhere')}</Notice>}
      {one.recurrence.length > 0 && <Notice tone="info">{say('appointment.series')}</Notice>}
      <section className={classes['part']}>
        <h3>{say('appointment.here')}</h3>
        <Facts
          facts={[
            [say('appointment.when'), whenText(one.when, locale, zone, say('calendar.allDay'))],
            [say('appointment.ownZone'), own === zone ? null : whenText(one.when, locale, own, say('calendar.allDay')).concat(` (${own})`)],
            [say('appointment.deviceZone'), zone === browserZone() || 'allDay' in one.when ? null : say('calendar.shownIn', { zone })],
            [say('appointment.status'), one.status === 'confirmed' ? null : say(`statuses.${one.status}`)],
            [say('appointment.client'), one.contactId === null || role === 'client' || role === 'prospect' ? one.clientName : <Link key="client" to={`/contacts/${one.contactId}`}>{one.clientName ?? one.contactId}</Link>],
            [say('appointment.type'), appointmentTypes.find((type) => type.key === one.type)?.label ?? one.type],
            [say('appointment.host'), people.length === 0 ? null : nameOf(one.hostUserId)],
            [say('appointment.location'), one.location],
            [say('appointment.meetingLink'), one.meetingLink === '' ? null : <a key="link" href={one.meetingLink} rel="noreferrer noopener" target="_blank">{one.meetingLink}</a>],
            [say('appointment.description'), one.description],
            [say('appointment.internalNotes'), one.internalNotes],
            [say('appointment.bookedBy'), say(`bookedBy.${one.bookedBy}`)],
          ]}
        />
        {standing && (
          <div className={classes['actions']}>
            <Button variant="default" onClick={onEdit}>{say('appointment.edit')}</Button>
            <Button variant="default" onClick={() => setAsking(true)}>{say('appointment.cancel')}</Button>
          </div>
        )}
      </section>
      <GoogleSide links={one.links} />
      <Guests guests={one.guests} />
      <History id={one.id} people={people} />
      <CancelAppointment appointment={one} opened={asking} onClose={() => setAsking(false)} onDone={onCancelled} />
    </div>
  );
}
