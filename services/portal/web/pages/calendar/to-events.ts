import type { Appointment, Agency } from '@portal-sync/contracts';
import type { EventInput } from '@fullcalendar/react';
import { textOn } from '../../../src/domain/brand-colors.ts';
import type { BusyBlock } from '../../api/appointments.ts';

/** What is marked on an appointment. */
export type SyncMark = 'waiting' | 'failed' | 'conflict' | null;

export interface ShownEvent {
  readonly kind: 'appointment' | 'busy';
  readonly mark: SyncMark;
  readonly cancelled: boolean;
  readonly tentative: boolean;
  readonly who: string | null;
}

/** What is drawn while somebody drags out a new appointment: it is none of ours yet. */
const DRAFT: ShownEvent = { kind: 'appointment', mark: null, cancelled: false, tentative: false, who: null };

export const shownEvent = (extendedProps: object): ShownEvent => ({ ...DRAFT, ...extendedProps });

/** How the link that matters most to a person stands. Pure. */
export function syncMark(links: Appointment['links']): SyncMark {
  for (const state of ['conflict', 'failed', 'waiting'] as const) if (links.some((link) => link.state === state)) return state;
  return null;
}

/** May this appointment be moved here: it is seen whole, held by us, standing, and no series. Pure. */
export const mayMove = (one: Appointment): boolean => one.seenAs === 'details' && !one.organizedElsewhere && one.status !== 'cancelled' && one.recurrence.length === 0;

/** Blocked time; its hatching is in the style sheet. */
const GREY = { color: 'var(--line-strong)', contrastColor: 'var(--ink-soft)' } as const;

interface Facts {
  readonly types: Agency['appointmentTypes'];
  readonly busyTitle: string;
  /** Whose time it is, where more than one person's is shown. */
  readonly nameOf: (userId: string) => string | null;
}

/** Appointments in the colour of their type with the client's name; of colleagues' own calendars only that they are busy. Pure. */
export function appointmentEvents(appointments: readonly Appointment[], { types, busyTitle, nameOf }: Facts): EventInput[] {
  return appointments.map((one) => {
    const busy = one.seenAs === 'busy';
    const color = types.find((type) => type.key === one.type)?.color ?? '#5f6670';
    const shown: ShownEvent = { kind: busy ? 'busy' : 'appointment', mark: syncMark(one.links), cancelled: one.status === 'cancelled', tentative: one.status === 'tentative', who: nameOf(one.hostUserId) };
    return {
      id: one.id,
      title: busy ? busyTitle : one.clientName === null ? one.title : `${one.clientName} – ${one.title}`,
      ...timesOf(one.when),
      ...(busy ? GREY : { color, contrastColor: textOn(color) }),
      editable: mayMove(one),
      extendedProps: shown,
    };
  });
}

/** Grey blocks: time that Google events take. Pure. */
export function busyEvents(blocks: readonly BusyBlock[], { busyTitle, nameOf }: Facts): EventInput[] {
  return blocks.map((block) => ({
    id: `busy/${block.id}`,
    title: block.title ?? busyTitle,
    ...timesOf(block.when),
    ...GREY,
    editable: false,
    extendedProps: { kind: 'busy', mark: null, cancelled: false, tentative: false, who: nameOf(block.userId) } satisfies ShownEvent,
  }));
}

const timesOf = (when: Appointment['when']): { start: string; end: string; allDay: boolean } =>
  'allDay' in when ? { start: when.from, end: when.toExclusive, allDay: true } : { start: when.start, end: when.end, allDay: false };
