import type { GoogleAttendee, GoogleEvent } from '@portal-sync/google';
import type { GoogleItem, ItemAttendee, Response } from './google-item.ts';
import { readWhen } from './read-when.ts';

/** Longest texts that we keep; what is longer is cut, the same way on every read. */
const LONGEST = { summary: 500, location: 1_000, description: 8_000 } as const;

const RESPONSES: Readonly<Record<string, Response>> = {
  needsAction: 'needs-action',
  accepted: 'accepted',
  tentative: 'tentative',
  declined: 'declined',
};

/**
 * Reads an event of Google's, tolerantly: one odd event never stops a page. Undefined when even its id is missing. `zone` is the calendar's,
 * for events that name none.
 */
export function readItem(event: GoogleEvent, zone: string): GoogleItem | undefined {
  if (typeof event.id !== 'string' || event.id === '') return undefined;
  const attendees = (event.attendees ?? []).flatMap(readAttendee);
  const own = attendees.find((attendee) => attendee.self);
  const organizesIt = event.organizer?.self === true;
  return {
    id: event.id,
    etag: event.etag ?? null,
    updatedAt: readInstant(event.updated),
    status: event.status === 'cancelled' || event.status === 'tentative' ? event.status : 'confirmed',
    iCalUID: event.iCalUID ?? null,
    recurringEventId: event.recurringEventId ?? null,
    originalStart: event.originalStartTime?.dateTime ?? event.originalStartTime?.date ?? null,
    eventType: event.eventType ?? 'default',
    when: readWhen(event.start, event.end, zone),
    recurrence: event.recurrence ?? [],
    transparent: event.transparency === 'transparent',
    isPrivate: event.visibility === 'private' || event.visibility === 'confidential',
    summary: cut(event.summary, LONGEST.summary),
    description: cut(event.description, LONGEST.description),
    location: cut(event.location, LONGEST.location),
    conferenceLink: event.hangoutLink ?? null,
    organizer: { address: event.organizer?.email ?? null, self: organizesIt },
    ownResponse: own === undefined || organizesIt ? null : own.response,
    attendees,
  };
}

const cut = (text: string | undefined, longest: number): string => (text ?? '').slice(0, longest).toWellFormed();

function readInstant(text: string | undefined): number | null {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

function readAttendee(attendee: GoogleAttendee): readonly ItemAttendee[] {
  if (typeof attendee.email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(attendee.email) || attendee.email.length > 254) return [];
  return [
    {
      address: attendee.email,
      name: attendee.displayName?.slice(0, 200) ?? null,
      self: attendee.self === true,
      resource: attendee.resource === true,
      organizer: attendee.organizer === true,
      optional: attendee.optional === true,
      response: RESPONSES[attendee.responseStatus ?? ''] ?? 'needs-action',
    },
  ];
}
