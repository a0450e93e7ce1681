import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Appointment } from '@portal-sync/contracts';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAppointments, useBusy, useEditAppointment, type Span } from '../../api/appointments.ts';
import { usePeople } from '../../api/people.ts';
import { usePerson, useSession } from '../../api/session.ts';
import { browserZone } from '../../dates/when.ts';
import { Failure } from '../../parts/failure.tsx';
import { Page } from '../../parts/page.tsx';
import { useSaying } from '../../parts/said.tsx';
import { sentenceFor } from '../../parts/sentence-for.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { AppointmentDrawer } from './appointment-drawer.tsx';
import { CalendarGrid, type Dropped } from './calendar-grid.tsx';
import { CalendarTools, type View } from './calendar-tools.tsx';
import { movedWhen } from './moved-when.ts';
import { NewAppointment } from './new-appointment.tsx';
import { BusyDrawer } from './busy-drawer.tsx';
import { hoursShown } from './hours-shown.ts';
import { appointmentEvents, busyEvents } from './to-events.ts';

/** The week on wide screens, the agenda on narrow ones: appointments in colour, blocked time in grey. */
export function Calendar() {
  const texts = useTexts();
  const { say } = texts;
  const { zone: agencyZone, appointmentTypes } = useSession();
  const { role, userId } = usePerson();
  const works = role === 'admin' || role === 'staff';
  const tell = useSaying();
  const narrow = useMediaQuery('(max-width: 767px)', window.innerWidth < 768, { getInitialValueInEffect: false });
  const [query, setQuery] = useSearchParams();
  const [picked, setPicked] = useState<View | null>(null);
  const [zone, setZone] = useState(agencyZone);
  const [whose, setWhose] = useState<string>(works ? userId : 'all');
  const [span, setSpan] = useState<Span | null>(null);
  const [making, setMaking] = useState<Appointment['when'] | 'blank' | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);
  const view: View = picked ?? (narrow ? 'listWeek' : 'timeGridWeek');

  const only = whose === 'all' ? undefined : whose;
  const appointments = useAppointments(span, only);
  const busy = useBusy(span, only, works);
  const people = usePeople(works);
  const edit = useEditAppointment();

  const open = useCallback(
    (id: string | null) => setQuery((before) => {
      const next = new URLSearchParams(before);
      if (id === null) next.delete('appointment');
      else next.set('appointment', id);
      return next;
    }, { replace: true }),
    [setQuery],
  );
  const facts = useMemo(
    () => ({ types: appointmentTypes, busyTitle: say('calendar.busy'), nameOf: (id: string) => (only !== undefined ? null : (people.data?.find((person) => person.id === id)?.name ?? null)) }),
    [appointmentTypes, say, only, people.data],
  );
  const events = useMemo(
    () => [...appointmentEvents(appointments.data ?? [], facts), ...busyEvents(busy.data?.blocks ?? [], facts)],
    [appointments.data, busy.data, facts],
  );

  const hours = useMemo(() => hoursShown([...(appointments.data ?? []), ...(busy.data?.blocks ?? [])].map((one) => one.when), zone), [appointments.data, busy.data, zone]);

  const move = (dropped: Dropped): void => {
    const before = appointments.data?.find((one) => one.id === dropped.id);
    if (before === undefined) return dropped.putBack();
    const when = movedWhen(before.when, dropped, zone);
    edit.mutate({ id: before.id, version: before.version, fields: { when } }, {
      onSuccess: (saved) => tell({ text: say('calendar.moved', { title: saved.title }), undo: () => edit.mutate({ id: saved.id, version: saved.version, fields: { when: before.when } }) }),
      onError: (error) => {
        dropped.putBack();
        tell({ text: sentenceFor(error, texts), bad: true });
      },
    });
  };

  return (
    <Page
      title={say('nav.calendar')}
      wide
      actions={<Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setMaking('blank')}>{say('calendar.new')}</Button>}
    >
      <CalendarTools
        view={view} onView={setPicked} narrow={narrow}
        zone={zone} agencyZone={agencyZone} deviceZone={browserZone()} onZone={setZone}
        whose={works ? whose : null} onWhose={setWhose} people={people.data ?? []}
      />
      {appointments.error !== null && <Failure error={appointments.error} retry={() => void appointments.refetch()} />}
      {busy.error !== null && <Failure error={busy.error} retry={() => void busy.refetch()} />}
      <CalendarGrid
        key={zone}
        view={view} zone={zone} hours={hours} events={events} loading={appointments.isPending}
        onSpan={setSpan}
        onOpen={(id) => (id.startsWith('busy/') ? setBusyId(id.slice(5)) : open(id))}
        onMove={move}
        onSelect={setMaking}
      />
      <AppointmentDrawer id={query.get('appointment')} zone={zone} people={people.data ?? []} onClose={() => open(null)} />
      <NewAppointment when={making} zone={zone} onClose={() => setMaking(null)} onMade={(one) => { setMaking(null); tell({ text: say('calendar.made', { title: one.title }) }); }} />
      <BusyDrawer block={busy.data?.blocks.find((block) => block.id === busyId) ?? null} zone={zone} people={people.data ?? []} onClose={() => setBusyId(null)} />
    </Page>
  );
}
