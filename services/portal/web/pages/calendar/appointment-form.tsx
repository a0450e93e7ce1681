import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { usePerson, useSession } from '../../api/session.ts';
import { browserZone } from '../../dates/when.ts';
import { Failure } from '../../parts/failure.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ContactSelect } from './contact-select.tsx';
import { whenOf, withLength, type Draft } from './draft.ts';
import classes from './calendar.module.css';

interface AppointmentFormProps {
  readonly initial: Draft;
  /** The zone the times are in. */
  readonly zone: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (draft: Draft) => void;
  readonly onCancel: () => void;
}

/** The fields of an appointment. Times are in the zone that is named. */
export function AppointmentForm({ initial, zone, action, busy, error, onSubmit, onCancel }: AppointmentFormProps) {
  const { say } = useTexts();
  const { appointmentTypes } = useSession();
  const { role } = usePerson();
  const works = role === 'admin' || role === 'staff';
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const wrongTimes = tried && whenOf(draft, zone) === null ? say('appointment.endBeforeStart') : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (draft.title.trim() !== '' && whenOf(draft, zone) !== null) onSubmit({ ...draft, title: draft.title.trim() });
  };
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <TextInput label={say('appointment.title')} required maxLength={500} value={draft.title} onChange={(event) => set({ title: event.currentTarget.value })} error={tried && draft.title.trim() === '' ? say('appointment.needsTitle') : null} data-autofocus />
      {works && <ContactSelect value={draft.contactId} onChange={(contactId) => set({ contactId })} />}
      <Switch label={say('appointment.allDay')} checked={draft.allDay} onChange={(event) => set({ allDay: event.currentTarget.checked })} />
      <div className={classes['times']}>
        {draft.allDay ? (
          <>
            <DayField label={say('appointment.firstDay')} value={draft.firstDay} onChange={(firstDay) => set({ firstDay })} />
            <DayField label={say('appointment.lastDay')} value={draft.lastDay} error={wrongTimes} onChange={(lastDay) => set({ lastDay })} />
          </>
        ) : (
          <>
            <MomentField label={say('appointment.start')} value={draft.start} onChange={(start) => set(withLength(draft, start))} />
            <MomentField label={say('appointment.end')} value={draft.end} error={wrongTimes} onChange={(end) => set({ end })} />
          </>
        )}
      </div>
      {!draft.allDay && zone !== browserZone() && <p className="soft">{say('calendar.shownIn', { zone })}</p>}
      {appointmentTypes.length > 1 && <Select label={say('appointment.type')} value={draft.type} onChange={(value) => set({ type: value ?? draft.type })} data={appointmentTypes.map((type) => ({ value: type.key, label: type.label }))} />}
      <TextInput label={say('appointment.location')} maxLength={1000} value={draft.location} onChange={(event) => set({ location: event.currentTarget.value })} />
      <Textarea label={say('appointment.description')} maxLength={8000} minRows={2} autosize value={draft.description} onChange={(event) => set({ description: event.currentTarget.value })} />
      {works && <Textarea label={say('appointment.internalNotes')} description={say('appointment.internalNotesWhat')} maxLength={8000} minRows={2} autosize value={draft.internalNotes} onChange={(event) => set({ internalNotes: event.currentTarget.value })} />}
      {error !== null && error !== undefined && <Failure error={error} />}
      <div className={classes['actions']}>
        <Button type="submit" loading={busy}>{action}</Button>
        <Button variant="default" onClick={onCancel}>{say('shell.cancel')}</Button>
      </div>
    </form>
  );
}
