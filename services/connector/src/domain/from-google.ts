import type { Guest } from '@portal-sync/contracts';
import type { SyncedFields } from '../repos/links.ts';
import type { GoogleItem } from './google-item.ts';

/** What we once wrote into the event beside the appointment's own words: exactly these literal texts are taken off again. */
export interface Written {
  readonly titlePrefix: string;
  readonly meetingLink: string;
}

/** So many guests an appointment can have; of a larger party the first are kept, the same on every read. */
export const MOST_GUESTS = 200;

const NOTHING_WRITTEN: Written = { titlePrefix: '', meetingLink: '' };

/**
 * An event in the platform's terms. `before` gives what a sparse cancelled row leaves out. Fails never: an event without a time has the one
 * from `before`, and null is returned when there is none at all.
 */
export function fromGoogle(item: GoogleItem, written: Written = NOTHING_WRITTEN, before: SyncedFields | null = null): SyncedFields | null {
  const exists = item.status !== 'cancelled';
  if (!exists && before !== null) return { ...before, exists: false, status: 'cancelled' };
  const when = item.when ?? before?.when;
  if (when === undefined) return null;
  const place = splitLocation(item.location, written.meetingLink);
  return {
    exists,
    title: withoutPrefix(item.summary, written.titlePrefix),
    when,
    recurrence: [...item.recurrence],
    location: place.location,
    meetingLink: place.found ? written.meetingLink : (item.conferenceLink ?? ''),
    description: item.description,
    status: item.status,
    guests: item.attendees.filter((attendee) => !attendee.self && !attendee.resource && !attendee.organizer).slice(0, MOST_GUESTS).map(guestOf),
  };
}

/** Without our prefix at its begin the whole title is the title. */
const withoutPrefix = (title: string, prefix: string): string => (prefix !== '' && title.startsWith(prefix) ? title.slice(prefix.length) : title);

/** We write a meeting link behind the location, or in its place. */
function splitLocation(location: string, meetingLink: string): { location: string; found: boolean } {
  if (meetingLink === '' || !location.endsWith(meetingLink)) return { location, found: false };
  return { location: location.slice(0, -meetingLink.length).trimEnd().replace(/\|$/, '').trimEnd(), found: true };
}

const guestOf = ({ address, name, response, optional }: GoogleItem['attendees'][number]): Guest => ({ address, name, response, optional });
