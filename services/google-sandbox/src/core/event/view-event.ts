import { atLeast } from '../calendar/access.ts';
import type { Calendar, Role } from '../calendar/calendar.ts';
import { stampOf, toWire } from '../time/event-time.ts';
import type { EventTime } from '../time/event-time.ts';
import { effectiveFields, effectiveStatus, masterOf, occurrenceFields } from './series/effective.ts';
import { etagOf } from './etag.ts';
import type { Found } from './find-event.ts';
import type { Attendee, EventFields, Person, StoredEvent } from './stored-event.ts';

/** Through whose eyes an event is written out. */
export interface Viewer {
  readonly calendar: Calendar;
  readonly role: Role;
  /** Zone of the dateTimes in the answer. */
  readonly zone: string;
  readonly maxAttendees?: number | undefined;
}

type View = Record<string, unknown>;

const put = (view: View, key: string, value: unknown): void => {
  if (value !== undefined) view[key] = value;
};

const isoOfMicros = (micros: number): string => new Date(Math.floor(micros / 1000)).toISOString();

function person(who: Person, calendarId: string): View {
  const view: View = { email: who.email };
  put(view, 'displayName', who.displayName);
  if (who.email === calendarId) view['self'] = true;
  return view;
}

function attendeeView(row: Attendee, fields: EventFields, calendarId: string): View {
  const view: View = { email: row.email };
  put(view, 'displayName', row.displayName);
  if (row.email.toLowerCase() === fields.organizer.email.toLowerCase()) view['organizer'] = true;
  if (row.email.toLowerCase() === calendarId.toLowerCase()) view['self'] = true;
  put(view, 'optional', row.optional);
  put(view, 'resource', row.resource);
  put(view, 'comment', row.comment);
  put(view, 'additionalGuests', row.additionalGuests);
  view['responseStatus'] = row.responseStatus;
  return view;
}

function putAttendees(view: View, fields: EventFields, viewer: Viewer): void {
  const calendarId = viewer.calendar.head.id;
  const isSelf = (row: Attendee) => row.email.toLowerCase() === calendarId.toLowerCase();
  let rows = fields.attendees ?? [];
  if (fields.guestsCanSeeOtherGuests === false && fields.organizer.email !== calendarId) rows = rows.filter(isSelf);
  const tooMany = viewer.maxAttendees !== undefined && rows.length > viewer.maxAttendees;
  if (tooMany) view['attendeesOmitted'] = true;
  const shown = tooMany ? rows.filter(isSelf) : rows;
  if (shown.length > 0) view['attendees'] = shown.map((row) => attendeeView(row, fields, calendarId));
}

/** A link in the form of Google's: the event and the calendar, base64 without padding. */
function htmlLink(id: string, calendarId: string): string {
  const address = calendarId.replace(/@gmail\.com$/, '@m');
  return `https://www.google.com/calendar/event?eid=${Buffer.from(`${id} ${address}`).toString('base64').replaceAll('=', '')}`;
}

interface Shown {
  readonly id: string;
  readonly row: StoredEvent;
  readonly fields: EventFields;
  readonly status: string;
  readonly series?: { readonly id: string; readonly original: EventTime };
}

function resolve(calendar: Calendar, found: Found): Shown {
  if (found.kind === 'occurrence') {
    const { master, original, id } = found;
    return { id, row: master, fields: occurrenceFields(master.fields, original), status: master.status, series: { id: master.id, original } };
  }
  const { row } = found;
  const fields = effectiveFields(calendar, row);
  const status = effectiveStatus(calendar, row);
  return { id: row.id, row, fields, status, ...(row.kind === 'exception' ? { series: { id: row.masterId, original: row.original } } : {}) };
}

/** Whether this viewer learns more than when the event is. */
function seesDetails(fields: EventFields, viewer: Viewer): boolean {
  if (!atLeast(viewer.role, 'reader')) return false;
  const hidden = fields.visibility === 'private' || fields.visibility === 'confidential';
  return !hidden || atLeast(viewer.role, 'writer');
}

/** An event as Google writes it to this viewer. */
export function viewEvent(found: Found, viewer: Viewer): View {
  const { calendar, zone } = viewer;
  const shown = resolve(calendar, found);
  const { row, fields, series } = shown;
  const calendarId = calendar.head.id;
  const view: View = { kind: 'calendar#event', etag: etagOf(row.etagMicros), id: shown.id, status: shown.status };
  if (row.bare) return view;
  const details = seesDetails(fields, viewer);
  view['htmlLink'] = htmlLink(fields.recurrence ? `${shown.id}_${stampOf(fields.start)}` : shown.id, calendarId);
  view['created'] = new Date(row.createdMs).toISOString();
  view['updated'] = isoOfMicros(row.updatedMicros);
  if (details) putDetails(view, fields);
  view['start'] = toWire(fields.start, zone);
  view['end'] = toWire(fields.end, zone);
  put(view, 'endTimeUnspecified', fields.endTimeUnspecified);
  put(view, 'recurrence', fields.recurrence);
  put(view, 'transparency', fields.transparency);
  put(view, 'visibility', fields.visibility);
  view['iCalUID'] = row.iCalUID;
  view['eventType'] = fields.eventType ?? 'default';
  if (series) {
    view['recurringEventId'] = series.id;
    view['originalStartTime'] = toWire(series.original, zone);
  }
  if (!details) return view;
  view['creator'] = person(fields.creator, calendarId);
  view['organizer'] = person(fields.organizer, calendarId);
  view['sequence'] = fields.sequence;
  putAttendees(view, fields, viewer);
  if (atLeast(viewer.role, 'writerWithoutPrivateAccess')) putPrivate(view, fields);
  return view;
}

const PLAIN = [
  'summary', 'description', 'location', 'colorId', 'guestsCanModify', 'guestsCanInviteOthers', 'guestsCanSeeOtherGuests', 'anyoneCanAddSelf',
  'privateCopy', 'locked', 'hangoutLink', 'conferenceData', 'source', 'attachments', 'birthdayProperties', 'focusTimeProperties',
  'outOfOfficeProperties', 'workingLocationProperties',
] as const satisfies readonly (keyof EventFields)[];

function putDetails(view: View, fields: EventFields): void {
  for (const key of PLAIN) put(view, key, fields[key]);
  const { extendedPrivate, extendedShared } = fields;
  if (extendedPrivate || extendedShared) {
    view['extendedProperties'] = { ...(extendedPrivate ? { private: extendedPrivate } : {}), ...(extendedShared ? { shared: extendedShared } : {}) };
  }
}

function putPrivate(view: View, fields: EventFields): void {
  view['reminders'] = fields.reminders ?? { useDefault: true };
}

/** A deleted event in a delta: what is guaranteed, and no more. */
export function viewTombstone(row: StoredEvent, viewer: Viewer, sparse: boolean): View {
  if (row.kind === 'exception' && masterOf(viewer.calendar, row)?.status !== 'cancelled') {
    if (sparse) return { id: row.id, status: 'cancelled' };
    const original = toWire(row.original, viewer.zone);
    return { kind: 'calendar#event', etag: etagOf(row.etagMicros), id: row.id, status: 'cancelled', recurringEventId: row.masterId, originalStartTime: original };
  }
  return { kind: 'calendar#event', etag: etagOf(row.etagMicros), id: row.id, status: 'cancelled' };
}
