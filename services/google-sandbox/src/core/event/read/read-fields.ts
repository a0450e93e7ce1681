import { badField } from '../../api/refusals.ts';
import { readConference } from './conference.ts';
import { defined } from '../defined.ts';
import { checkEventType } from './event-types.ts';
import type { EventWire } from './event-wire.ts';
import { readAttendees } from './read-attendees.ts';
import { readColor, readRecurrence, readReminders, readSource } from './read-extras.ts';
import { readProperties } from './read-properties.ts';
import { readTimes } from './read-times.ts';
import type { EventFields, Person } from '../stored-event.ts';

export interface ReadContext {
  readonly calendarZone: string;
  readonly primary: boolean;
  readonly organizer: Person;
  readonly creator: Person;
  readonly previous: EventFields | undefined;
  readonly conferenceVersion: 0 | 1;
  readonly supportsAttachments: boolean;
  /** Draws a conference code, `abc-defg-hij`. */
  readonly newMeetingCode: () => string;
}

/** Turns a whole event as sent (or as merged by a patch) into what is stored, or refuses it. */
export function readFields(wire: EventWire, context: ReadContext): EventFields {
  const { previous } = context;
  const { start, end } = readTimes(wire, context.calendarZone);
  const properties = readProperties(wire);
  const conference = readConference(wire, context);
  if (wire.attachments && wire.attachments.length > 25) throw badField('Too many attachments.');
  const visibility = wire.visibility === 'default' ? undefined : wire.visibility;
  const fields = defined<EventFields>({
    start,
    end,
    endTimeUnspecified: wire.endTimeUnspecified === true ? true : undefined,
    summary: wire.summary,
    description: wire.description === '' ? undefined : wire.description,
    location: wire.location === '' ? undefined : wire.location,
    colorId: readColor(wire),
    recurrence: readRecurrence(wire),
    transparency: wire.transparency === 'transparent' ? 'transparent' : undefined,
    visibility,
    attendees: readAttendees(wire),
    guestsCanModify: wire.guestsCanModify === true ? true : undefined,
    guestsCanInviteOthers: wire.guestsCanInviteOthers === false ? false : undefined,
    guestsCanSeeOtherGuests: wire.guestsCanSeeOtherGuests === false ? false : undefined,
    anyoneCanAddSelf: wire.anyoneCanAddSelf === true ? true : undefined,
    extendedPrivate: properties.own,
    extendedShared: properties.shared,
    reminders: readReminders(wire),
    conferenceData: conference.data,
    hangoutLink: conference.link,
    source: readSource(wire),
    attachments: context.supportsAttachments ? wire.attachments : previous?.attachments,
    eventType: wire.eventType === undefined || wire.eventType === 'default' ? undefined : wire.eventType,
    birthdayProperties: wire.birthdayProperties,
    focusTimeProperties: wire.focusTimeProperties,
    outOfOfficeProperties: wire.outOfOfficeProperties,
    workingLocationProperties: wire.workingLocationProperties,
    sequence: previous?.sequence ?? wire.sequence ?? 0,
    organizer: context.organizer,
    creator: context.creator,
    privateCopy: previous ? previous.privateCopy : wire.privateCopy === true ? true : undefined,
    locked: previous?.locked,
  });
  checkEventType(fields, previous, context.primary);
  return fields;
}
