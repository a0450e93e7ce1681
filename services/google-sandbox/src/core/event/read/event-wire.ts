import { z } from 'zod';
import { badField } from '../../api/refusals.ts';
import { withoutNulls } from '../defined.ts';
import type { JsonObject } from '../stored-event.ts';

const json = z.record(z.string(), z.unknown()).transform((value) => value as JsonObject);
const time = z.object({ date: z.string().optional(), dateTime: z.string().optional(), timeZone: z.string().optional() });
const person = z.object({ email: z.string().optional(), displayName: z.string().optional() });
const properties = z.record(z.string(), z.coerce.string());

const attendee = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).optional(),
  optional: z.boolean().optional(),
  resource: z.boolean().optional(),
  comment: z.string().optional(),
  additionalGuests: z.int().optional(),
});

/** The members of an Event that a caller may send. Others are ignored, as Google ignores them; nulls are gone by now. */
const eventWire = z.object({
  id: z.string().optional(),
  iCalUID: z.string().optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  colorId: z.string().optional(),
  start: time.optional(),
  end: time.optional(),
  originalStartTime: time.optional(),
  recurringEventId: z.string().optional(),
  endTimeUnspecified: z.boolean().optional(),
  recurrence: z.array(z.string()).optional(),
  transparency: z.enum(['opaque', 'transparent']).optional(),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).optional(),
  attendees: z.array(attendee).optional(),
  guestsCanModify: z.boolean().optional(),
  guestsCanInviteOthers: z.boolean().optional(),
  guestsCanSeeOtherGuests: z.boolean().optional(),
  anyoneCanAddSelf: z.boolean().optional(),
  extendedProperties: z.object({ private: properties.optional(), shared: properties.optional() }).optional(),
  reminders: z
    .object({ useDefault: z.boolean().optional(), overrides: z.array(z.object({ method: z.string().optional(), minutes: z.int().optional() })).optional() })
    .optional(),
  conferenceData: json.optional(),
  source: z.object({ title: z.string().optional(), url: z.string().optional() }).optional(),
  attachments: z.array(json).optional(),
  eventType: z.string().optional(),
  birthdayProperties: json.optional(),
  focusTimeProperties: json.optional(),
  outOfOfficeProperties: json.optional(),
  workingLocationProperties: json.optional(),
  sequence: z.int().optional(),
  organizer: person.optional(),
  privateCopy: z.boolean().optional(),
});

export type EventWire = z.infer<typeof eventWire>;

/** Reads an Event as sent, or refuses it naming the member whose type is wrong. */
export function readEventWire(body: unknown): EventWire {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badField('Invalid value for: body');
  const parsed = eventWire.safeParse(withoutNulls(body));
  if (parsed.success) return parsed.data;
  throw badField(`Invalid value for: ${parsed.error.issues[0]?.path.join('.') ?? 'body'}`);
}
