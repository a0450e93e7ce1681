import { eventTypeRestriction } from '../../api/refusals.ts';
import { daysBetween, isAllDay } from '../../time/event-time.ts';
import type { EventFields } from '../stored-event.ts';

const PRIMARY_ONLY = new Set(['focusTime', 'outOfOffice', 'workingLocation']);
const KNOWN = new Set(['default', 'birthday', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation']);

/** What an event made from a mail lets anybody change. */
const GMAIL_WRITABLE = new Set<keyof EventFields>([
  'colorId', 'reminders', 'visibility', 'transparency', 'attendees', 'extendedPrivate', 'extendedShared', 'sequence',
]);

const isOneDay = (fields: EventFields): boolean =>
  isAllDay(fields.start) && isAllDay(fields.end) && daysBetween(fields.start.date, fields.end.date) === 1;

/** Refuses what https://developers.google.com/workspace/calendar/api/guides/event-types forbids. */
export function checkEventType(fields: EventFields, previous: EventFields | undefined, primary: boolean): void {
  const type = fields.eventType ?? 'default';
  if (!KNOWN.has(type)) throw eventTypeRestriction('Invalid event type.');
  if (previous && (previous.eventType ?? 'default') !== type) throw eventTypeRestriction('The event type cannot be changed.');
  if (PRIMARY_ONLY.has(type) && !primary) throw eventTypeRestriction(`Events of type ${type} can only be created on primary calendars.`);
  if ((type === 'focusTime' || type === 'outOfOffice') && (isAllDay(fields.start) || fields.transparency)) {
    throw eventTypeRestriction(`An event of type ${type} must be a timed, opaque event.`);
  }
  if (type === 'workingLocation') checkWorkingLocation(fields);
  if (type === 'birthday') checkBirthday(fields, previous);
  if (type === 'fromGmail') checkFromGmail(fields, previous);
}

function checkWorkingLocation(fields: EventFields): void {
  if (fields.visibility !== 'public' || fields.transparency !== 'transparent') {
    throw eventTypeRestriction('A working location event must be public and transparent.');
  }
  if (isAllDay(fields.start) && !isOneDay(fields)) throw eventTypeRestriction('An all-day working location event must last one day.');
}

function checkBirthday(fields: EventFields, previous: EventFields | undefined): void {
  if (previous) return;
  const rule = fields.recurrence?.length === 1 ? fields.recurrence[0] : undefined;
  const plain = fields.description === undefined && fields.location === undefined && fields.attendees === undefined;
  const valid = isOneDay(fields) && fields.visibility === 'private' && fields.transparency === 'transparent' && plain;
  if (!valid || rule !== 'RRULE:FREQ=YEARLY') throw eventTypeRestriction('A birthday event must be a private, transparent, yearly all-day event.');
}

function checkFromGmail(fields: EventFields, previous: EventFields | undefined): void {
  if (!previous) throw eventTypeRestriction('Events of type fromGmail cannot be created.');
  const keys = new Set([...Object.keys(fields), ...Object.keys(previous)] as (keyof EventFields)[]);
  for (const key of keys) {
    if (!GMAIL_WRITABLE.has(key) && JSON.stringify(fields[key]) !== JSON.stringify(previous[key])) {
      throw eventTypeRestriction(`The field ${key} of an event from Gmail cannot be changed.`);
    }
  }
}
