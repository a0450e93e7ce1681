import { Drawer } from '@mantine/core';
import type { User } from '@portal-sync/contracts';
import { useState } from 'react';
import { useAppointment } from '../../api/appointments.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AppointmentView } from './appointment-view.tsx';
import { EditAppointment } from './edit-appointment.tsx';

/** One appointment beside the calendar: both sides, guests, history; to be edited in place. */
export function AppointmentDrawer({ id, zone, people, onClose }: { readonly id: string | null; readonly zone: string; readonly people: readonly User[]; readonly onClose: () => void }) {
  const { say } = useTexts();
  const appointment = useAppointment(id);
  const [editing, setEditing] = useState<string | null>(null);
  const close = (): void => {
    setEditing(null);
    onClose();
  };
  return (
    <Drawer opened={id !== null} onClose={close} size="md" title={<strong>{say('appointment.one')}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      {id !== null && (
        <Loaded query={appointment} lines={6}>
          {(found) =>
            editing === found.id ? (
              <EditAppointment appointment={found} zone={zone} onDone={() => setEditing(null)} />
            ) : (
              <AppointmentView appointment={found} zone={zone} people={people} onEdit={() => setEditing(found.id)} onCancelled={close} />
            )
          }
        </Loaded>
      )}
    </Drawer>
  );
}
