import { Drawer } from '@mantine/core';
import type { Appointment } from '@portal-sync/contracts';
import { useCreateAppointment } from '../../api/appointments.ts';
import { useSession } from '../../api/session.ts';
import { useNow } from '../../dates/use-now.ts';
import { localTimeIn } from '../../dates/zoned.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { AppointmentForm } from './appointment-form.tsx';
import { draftOf, whenOf, type Draft } from './draft.ts';

interface NewAppointmentProps {
  /** Where it was dragged out; `blank`: the next full hour; null: closed. */
  readonly when: Appointment['when'] | 'blank' | null;
  readonly zone: string;
  readonly onClose: () => void;
  readonly onMade: (appointment: Appointment) => void;
}

const HOUR_MS = 3_600_000;

export function NewAppointment({ when, zone, onClose, onMade }: NewAppointmentProps) {
  const { say } = useTexts();
  const { appointmentTypes } = useSession();
  const now = useNow();
  const create = useCreateAppointment();
  const nextHour = Math.ceil(now / HOUR_MS) * HOUR_MS;
  const close = (): void => {
    create.reset();
    onClose();
  };
  const submit = (draft: Draft): void => {
    const at = whenOf(draft, zone);
    if (at === null) return;
    const { title, type, contactId, location, description, internalNotes } = draft;
    create.mutate({ title, when: at, type, contactId, location, description, internalNotes }, { onSuccess: onMade });
  };
  return (
    <Drawer opened={when !== null} onClose={close} size="md" title={<strong>{say('calendar.new')}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      {when !== null && (
        <AppointmentForm
          initial={draftOf({ when: when === 'blank' ? { start: localTimeIn(nextHour, zone), end: localTimeIn(nextHour + HOUR_MS, zone), zone } : when, type: appointmentTypes[0]?.key ?? 'meeting' }, zone)}
          zone={zone}
          action={say('appointment.make')}
          busy={create.isPending}
          error={create.error}
          onSubmit={submit}
          onCancel={close}
        />
      )}
    </Drawer>
  );
}
