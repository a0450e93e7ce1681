import type { Appointment } from '@portal-sync/contracts';
import { useState } from 'react';
import { useEditAppointment } from '../../api/appointments.ts';
import { useSaying } from '../../parts/said.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AppointmentForm } from './appointment-form.tsx';
import { changedFields, draftOf } from './draft.ts';

/** Edits an appointment in its own zone. Only what was changed is written; what somebody else changed meanwhile stays. */
export function EditAppointment({ appointment, zone, onDone }: { readonly appointment: Appointment; readonly zone: string; readonly onDone: () => void }) {
  const { say } = useTexts();
  const tell = useSaying();
  const edit = useEditAppointment();
  const own = 'zone' in appointment.when ? appointment.when.zone : zone;
  // The version the form was opened on: a later one is refused, and shown.
  const [opened] = useState({ version: appointment.version, draft: draftOf(appointment, own) });
  return (
    <AppointmentForm
      initial={opened.draft}
      zone={own}
      action={say('shell.save')}
      busy={edit.isPending}
      error={edit.error}
      onCancel={onDone}
      onSubmit={(draft) => {
        const fields = changedFields(opened.draft, draft, own);
        if (Object.keys(fields).length === 0) return onDone();
        edit.mutate({ id: appointment.id, version: opened.version, fields }, {
          onSuccess: (saved) => {
            tell({ text: say('appointment.saved', { title: saved.title }) });
            onDone();
          },
        });
      }}
    />
  );
}
