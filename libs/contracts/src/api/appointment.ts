import { z } from 'zod';
import { appointmentChange, bookedBy, changeCause } from '../messages/connector.ts';
import { runRecord } from './run.ts';
import { address, externalId, id, instant, instantQuery, pageQuery, when } from './shapes.ts';

export const guestResponse = z.enum(['needs-action', 'accepted', 'tentative', 'declined']);
export const guest = z.strictObject({
  address,
  name: z.string().max(200).nullable().default(null),
  response: guestResponse.default('needs-action'),
  optional: z.boolean().default(false),
});
export type Guest = z.infer<typeof guest>;

/** RRULE, RDATE and EXDATE lines of RFC 5545, without DTSTART. Kept as they are where the platform cannot express them. */
export const recurrence = z.array(z.string().max(2000)).max(50);
export const appointmentStatus = z.enum(['confirmed', 'tentative', 'cancelled']);

const fields = {
  title: z.string().max(500),
  when,
  location: z.string().max(1000),
  meetingLink: z.string().max(1000),
  description: z.string().max(8000),
  internalNotes: z.string().max(8000),
  status: appointmentStatus,
  calendarId: id,
  type: z.string().regex(/^[a-z0-9-]{1,40}$/),
  hostUserId: id,
  staffUserIds: z.array(id).max(50),
  contactId: id.nullable(),
  guests: z.array(guest).max(200),
};

/** A new appointment. Host and calendar default to the caller's own; `type` to the first type of the agency. */
export const newAppointment = z.strictObject({
  title: fields.title,
  when: fields.when,
  location: fields.location.default(''),
  meetingLink: fields.meetingLink.default(''),
  description: fields.description.default(''),
  internalNotes: fields.internalNotes.default(''),
  status: z.enum(['confirmed', 'tentative']).default('confirmed'),
  calendarId: fields.calendarId.optional(),
  type: fields.type.optional(),
  hostUserId: fields.hostUserId.optional(),
  staffUserIds: fields.staffUserIds.default([]),
  contactId: fields.contactId.default(null),
  guests: fields.guests.default([]),
  /** True: write only if the host is free then. A later version of the API. */
  ifFree: z.literal(false).optional(),
});

/** Only what is named changes. */
export const appointmentEdit = z.strictObject({
  title: fields.title.optional(),
  when: fields.when.optional(),
  location: fields.location.optional(),
  meetingLink: fields.meetingLink.optional(),
  description: fields.description.optional(),
  internalNotes: fields.internalNotes.optional(),
  status: fields.status.optional(),
  calendarId: fields.calendarId.optional(),
  type: fields.type.optional(),
  hostUserId: fields.hostUserId.optional(),
  staffUserIds: fields.staffUserIds.optional(),
  contactId: fields.contactId.optional(),
  guests: fields.guests.optional(),
});

/** `PUT` by the platform's own id: what is named is set; a record that does not exist yet needs at least title and when. */
export const appointmentUpsert = appointmentEdit;

export const linkView = z.object({
  connectionId: id,
  kind: z.enum(['host', 'participant']),
  googleCalendarId: id,
  calendarName: z.string(),
  state: z.enum(['synced', 'waiting', 'failed', 'dormant', 'conflict']),
  problem: z.string().nullable(),
});

export const appointment = z.object({
  id,
  externalId: externalId.nullable(),
  ...fields,
  recurrence,
  bookedBy,
  version: z.number().int(),
  /** Held at an outsider's calendar: changes here are refused. */
  organizedElsewhere: z.boolean(),
  /** The client's name as shown to this caller; null without a client or when hidden. */
  clientName: z.string().nullable(),
  /** `details`, or `busy`: this caller sees only when. */
  seenAs: z.enum(['details', 'busy']),
  links: z.array(linkView),
  createdAt: instant,
  updatedAt: instant,
});
export type Appointment = z.infer<typeof appointment>;

export const appointmentQuery = z.strictObject({
  ...pageQuery,
  /** The span looked at, both needed together; without it all, newest change first. */
  from: instantQuery.optional(),
  to: instantQuery.optional(),
  userId: id.optional(),
  contactId: id.optional(),
  includeCancelled: z.stringbool().default(false),
});

/** One version in an appointment's history: what changed, why, and what was there before. */
export const appointmentVersion = z.object({
  version: z.number().int(),
  kind: appointmentChange,
  changedFields: z.array(z.string()),
  cause: changeCause,
  by: z.string(),
  at: instant,
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  /** Values that lost a conflict and are kept: field to value. */
  lost: z.record(z.string(), z.unknown()),
  /** The matcher's decision behind this version, where there is one. */
  decisionId: z.string().nullable().default(null),
});
export type AppointmentVersion = z.infer<typeof appointmentVersion>;

/** All that is known of how an appointment came to be as it is: its versions, newest first, and what syncing did with it. */
export const appointmentHistory = z.object({ versions: z.array(appointmentVersion), records: z.array(runRecord) });
export type AppointmentHistory = z.infer<typeof appointmentHistory>;

/** A grey block: time taken by a Google event. Teammates see no title. */
export const busyBlock = z.object({
  id,
  userId: id,
  googleCalendarId: id,
  when,
  title: z.string().nullable(),
  /** Why it is grey: `one-way`, `unknown-guests`, `availability`, `private`, `no-guests`, `not-yet-judged`, `foreign`, `create-off`, `declined`... */
  reason: z.string(),
});
export const busyQuery = z.strictObject({ from: instantQuery, to: instantQuery, userId: id.optional() });
export const busyAnswer = z.object({
  blocks: z.array(busyBlock),
  /** Sources not read lately: their time is unknown, not free. */
  staleCalendarIds: z.array(id),
});
