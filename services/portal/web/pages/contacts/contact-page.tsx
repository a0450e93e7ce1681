import type { Appointment } from '@portal-sync/contracts';
import { Link, useParams } from 'react-router';
import { useContact, useContactAppointments } from '../../api/contacts.ts';
import { useSession } from '../../api/session.ts';
import { whenText } from '../../dates/when.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Provenance } from './provenance.tsx';

/** One contact: how to reach them, where they came from, their appointments. */
export function ContactPage() {
  const { contactId = '' } = useParams();
  const { say } = useTexts();
  const contact = useContact(contactId);
  return (
    <Page title={contact.data?.name ?? say('contacts.one')} back={{ to: '/contacts', label: say('nav.contacts') }}>
      <Loaded query={contact}>
        {(found) => (
          <Card>
            <Facts
              facts={[
                [say('contacts.addresses'), found.addresses.join('\n')],
                [say('contacts.phone'), found.phone],
                [say('contacts.from'), <Provenance key="from" of={found} />],
                [say('contacts.yourId'), found.externalId],
              ]}
            />
          </Card>
        )}
      </Loaded>
      <h2>{say('contacts.appointments')}</h2>
      <Appointments contactId={contactId} />
    </Page>
  );
}

function Appointments({ contactId }: { readonly contactId: string }) {
  const { say, locale } = useTexts();
  const { zone } = useSession();
  const appointments = useContactAppointments(contactId);
  const columns: readonly Column<Appointment>[] = [
    { key: 'title', head: say('appointment.title'), main: true, cell: (one) => <Link to={`/calendar?appointment=${one.id}`}>{one.title}</Link> },
    { key: 'when', head: say('appointment.when'), cell: (one) => whenText(one.when, locale, zone, say('calendar.allDay')) },
    { key: 'status', head: say('appointment.status'), cell: (one) => say(`statuses.${one.status}`) },
  ];
  return (
    <Loaded query={appointments}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={say('contacts.noAppointments')} />;
        return (
          <>
            <Rows label={say('contacts.appointments')} columns={columns} rows={items} keyOf={(one) => one.id} />
            <More query={appointments} />
          </>
        );
      }}
    </Loaded>
  );
}
