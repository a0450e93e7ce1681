import type { GoogleEventWrite, GoogleTime } from '@portal-sync/google';
import { isAllDay, type When } from '@portal-sync/kernel';
import type { SyncedFields } from '../repos/links.ts';
import type { OutwardView } from './outward.ts';
import type { SyncedKey } from './synced-fields.ts';

/** A whole event, for an insert. Reminders are not named, so the calendar's own defaults apply. */
export function wholeEvent({ fields, titlePrefix }: OutwardView, conferenceLink: string | null): GoogleEventWrite {
  return {
    status: fields.status === 'tentative' ? 'tentative' : 'confirmed',
    summary: titlePrefix + fields.title,
    description: fields.description,
    location: locationText(fields, conferenceLink),
    ...times(fields.when, false),
    ...(fields.recurrence.length === 0 ? {} : { recurrence: [...fields.recurrence] }),
  };
}

/** Only what changed. `before` is what Google holds now: a change between whole days and hours must empty the keys of the other kind. */
export function changedEvent(keys: readonly SyncedKey[], view: OutwardView, before: SyncedFields | null, conferenceLink: string | null): GoogleEventWrite {
  const { fields, titlePrefix } = view;
  const has = (...wanted: readonly SyncedKey[]): boolean => wanted.some((key) => keys.includes(key));
  return {
    ...(has('exists', 'status') ? { status: fields.status === 'tentative' ? ('tentative' as const) : ('confirmed' as const) } : {}),
    ...(has('title') ? { summary: titlePrefix + fields.title } : {}),
    ...(has('description') ? { description: fields.description } : {}),
    ...(has('location', 'meetingLink') ? { location: locationText(fields, conferenceLink) } : {}),
    ...(has('when') ? times(fields.when, before === null || isAllDay(before.when) !== isAllDay(fields.when)) : {}),
    ...(has('recurrence') ? { recurrence: fields.recurrence.length === 0 ? null : [...fields.recurrence] } : {}),
  };
}

function times(when: When, emptyOthers: boolean): { start: GoogleTime; end: GoogleTime } {
  if (isAllDay(when)) {
    const others = emptyOthers ? { dateTime: null, timeZone: null } : {};
    return { start: { date: when.from, ...others }, end: { date: when.toExclusive, ...others } };
  }
  const others = emptyOthers ? { date: null } : {};
  return {
    start: { dateTime: when.start, timeZone: when.zone, ...others },
    end: { dateTime: when.end, timeZone: when.zone, ...others },
  };
}

/** The meeting link goes behind the location, unless it is the event's own conference, which Google shows anyway. */
function locationText({ location, meetingLink }: SyncedFields, conferenceLink: string | null): string {
  if (meetingLink === '' || meetingLink === conferenceLink) return location;
  return location === '' ? meetingLink : `${location} | ${meetingLink}`;
}
