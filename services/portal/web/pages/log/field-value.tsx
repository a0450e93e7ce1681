import { usePlatformCalendars } from '../../api/platform-calendars.ts';
import { usePeople } from '../../api/people.ts';
import { usePerson, useSession } from '../../api/session.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ContactName } from './contact-name.tsx';
import { showValue } from './show-value.ts';

const CONTACTS = ['contactId', 'guestContactIds'];

/** A value of an appointment's field as a person reads it: people, clients, calendars and types by their names, never by their ids. */
export function FieldValue({ field, value }: { readonly field: string; readonly value: unknown }) {
  const texts = useTexts();
  const { zone, appointmentTypes } = useSession();
  const { role } = usePerson();
  const works = role === 'admin' || role === 'staff';
  const people = usePeople(works);
  const calendars = usePlatformCalendars(works && field === 'calendarId');
  const ids = [value].flat().filter((id): id is string => typeof id === 'string' && id !== '');
  if (works && CONTACTS.includes(field) && ids.length > 0) return <>{ids.map((id) => <ContactName key={id} id={id} />)}</>;
  const nameOf = (id: string): string | undefined =>
    people.data?.find((person) => person.id === id)?.name ?? calendars.data?.find((calendar) => calendar.id === id)?.name ?? (field === 'type' ? appointmentTypes.find((type) => type.key === id)?.label : undefined);
  return <>{showValue(field, value, { texts, zone, nameOf })}</>;
}
