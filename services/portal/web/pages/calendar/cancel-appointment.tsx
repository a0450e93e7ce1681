import type { Appointment } from '@portal-sync/contracts';
import { useCancelAppointment } from '../../api/appointments.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** Cancels, after saying what goes from which calendar and that nobody gets a mail from Google. */
export function CancelAppointment({ appointment, opened, onClose, onDone }: { readonly appointment: Appointment; readonly opened: boolean; readonly onClose: () => void; readonly onDone: () => void }) {
  const { say } = useTexts();
  const tell = useSaying();
  const cancel = useCancelAppointment();
  const calendars = appointment.links.filter((link) => link.state !== 'dormant');
  const confirm = (): void =>
    cancel.mutate({ id: appointment.id, version: appointment.version }, {
      onSuccess: () => {
        tell({ text: say('appointment.cancelled', { title: appointment.title }) });
        onDone();
      },
    });
  return (
    <Confirm opened={opened} onClose={onClose} title={say('appointment.cancelTitle')} action={say('appointment.cancel')} danger busy={cancel.isPending} error={cancel.error} onConfirm={confirm}>
      <p>{say('appointment.cancelEffect', { title: appointment.title })}</p>
      <ul>
        {calendars.length > 0 && <li>{say('appointment.cancelGoogle', { count: calendars.length })}</li>}
        <li>{say('appointment.cancelMails')}</li>
        <li>{say('appointment.cancelKept')}</li>
      </ul>
    </Confirm>
  );
}
