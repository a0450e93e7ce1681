import type { AgencyCaller, Appointment } from '@portal-sync/contracts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { LinkDoc } from '../repos/links.ts';
import { isClient } from './booked-by.ts';

export interface AppointmentViewAsk {
  readonly doc: AppointmentDoc;
  readonly viewer: AgencyCaller;
  readonly seenAs: 'details' | 'busy';
  readonly clientName: string | null;
  readonly links: readonly { readonly link: LinkDoc; readonly userId: string; readonly calendarName: string }[];
}

/** An appointment as this viewer may see it. Seen as busy, it is no more than whose time is taken, and when. */
export function appointmentView(ask: AppointmentViewAsk): Appointment {
  const { doc, viewer, seenAs } = ask;
  const { id, externalId, title, when, location, meetingLink, description, internalNotes, status, calendarId, type, hostUserId, staffUserIds } = doc;
  const full: Appointment = {
    id, externalId, title, when, location, meetingLink, description, internalNotes, status, calendarId, type, hostUserId, staffUserIds,
    contactId: doc.contactId,
    guests: doc.guests,
    recurrence: doc.recurrence,
    bookedBy: doc.bookedBy,
    version: doc.version,
    organizedElsewhere: doc.organizedElsewhere,
    clientName: ask.clientName,
    seenAs,
    links: linksFor(ask),
    createdAt: doc.createdAt,
    updatedAt: doc.updatedAt,
  };
  if (seenAs === 'busy') return { ...full, ...NOTHING, title: 'Busy', type: 'busy' };
  return isClient(viewer) ? { ...full, internalNotes: '', guests: [] } : full;
}

const NOTHING = {
  externalId: null, location: '', meetingLink: '', description: '', internalNotes: '', contactId: null, guests: [], clientName: null, links: [],
};

/** The names of somebody's Google calendars are theirs, and the business of those who run the agency. */
function linksFor({ links, viewer }: AppointmentViewAsk): Appointment['links'] {
  const runsIt = viewer.kind === 'platform' || viewer.role === 'admin';
  const own = (userId: string): boolean => viewer.kind === 'user' && viewer.userId === userId;
  return links.flatMap(({ link, userId, calendarName }) => {
    if (link.state === 'gone' || (isClient(viewer) && !own(userId))) return [];
    const { connectionId, kind, googleCalendarId, state, problem } = link;
    return [{ connectionId, kind, googleCalendarId, state, problem, calendarName: runsIt || own(userId) ? calendarName : '' }];
  });
}
