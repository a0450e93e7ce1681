import type { Appointment } from '@portal-sync/contracts';
import type { AppointmentFields } from '../../api/appointments.ts';
import { dayAfter, dayBefore, fromWallTime, wallTimeIn } from '../../dates/zoned.ts';

type When = Appointment['when'];

/** An appointment as it stands in a form: wall times without offset, days as the last day that counts. */
export interface Draft {
  readonly title: string;
  readonly allDay: boolean;
  readonly start: string;
  readonly end: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly type: string;
  readonly contactId: string | null;
  readonly location: string;
  readonly description: string;
  readonly internalNotes: string;
}

export function draftOf(fields: Omit<AppointmentFields, 'when'> & { when: When }, zone: string): Draft {
  const { when } = fields;
  const times = 'allDay' in when
    ? { allDay: true, firstDay: when.from, lastDay: dayBefore(when.toExclusive), start: `${when.from}T09:00`, end: `${when.from}T10:00` }
    : { allDay: false, start: wallTimeIn(when.start, zone), end: wallTimeIn(when.end, zone), firstDay: wallTimeIn(when.start, zone).slice(0, 10), lastDay: wallTimeIn(when.start, zone).slice(0, 10) };
  return {
    ...times,
    title: fields.title ?? '',
    type: fields.type ?? '',
    contactId: fields.contactId ?? null,
    location: fields.location ?? '',
    description: fields.description ?? '',
    internalNotes: fields.internalNotes ?? '',
  };
}

/** When a draft takes place, or null when its end is not after its start. */
export function whenOf(draft: Draft, zone: string): When | null {
  if (draft.allDay) return draft.firstDay !== '' && draft.lastDay >= draft.firstDay ? { allDay: true, from: draft.firstDay, toExclusive: dayAfter(draft.lastDay) } : null;
  if (!isWall(draft.start) || !isWall(draft.end) || draft.end <= draft.start) return null;
  return { start: fromWallTime(draft.start, zone), end: fromWallTime(draft.end, zone), zone };
}

/** Whole: a day and a time, no part missing. */
const isWall = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text);

/** Another start keeps the length. */
export function withLength(draft: Draft, start: string): Partial<Draft> {
  if (!isWall(start) || !isWall(draft.start) || !isWall(draft.end) || draft.end <= draft.start) return { start };
  const length = Date.parse(`${draft.end}Z`) - Date.parse(`${draft.start}Z`);
  return { start, end: new Date(Date.parse(`${start}Z`) + length).toISOString().slice(0, 16) };
}

/** The fields of a draft that differ from another: only these are written. */
export function changedFields(before: Draft, after: Draft, zone: string): AppointmentFields {
  const plain = ['title', 'type', 'contactId', 'location', 'description', 'internalNotes'] as const;
  const changed = Object.fromEntries(plain.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]])) as AppointmentFields;
  const moved = (['allDay', ...(after.allDay ? (['firstDay', 'lastDay'] as const) : (['start', 'end'] as const))] as const).some((field) => before[field] !== after[field]);
  const when = moved ? whenOf(after, zone) : null;
  return when === null ? changed : { ...changed, when };
}
