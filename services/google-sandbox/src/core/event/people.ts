import type { Calendar } from '../calendar/calendar.ts';
import type { Attendee, EventFields, Person } from './stored-event.ts';

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The calendar as an organizer: a secondary calendar organizes under its own name. */
export const personOf = (calendar: Calendar): Person =>
  calendar.head.kind === 'primary' ? { email: calendar.head.id } : { email: calendar.head.id, displayName: calendar.head.summary };

export const isOrganizer = (calendar: Calendar, fields: EventFields): boolean => sameAddress(fields.organizer.email, calendar.head.id);

export const rowOf = (fields: EventFields | undefined, email: string): Attendee | undefined =>
  fields?.attendees?.find((row) => sameAddress(row.email, email));

/** Guests other than the organizer, in lower case. */
export const guestsOf = (fields: EventFields | undefined): string[] =>
  (fields?.attendees ?? []).map((row) => row.email.toLowerCase()).filter((email) => email !== fields?.organizer.email.toLowerCase());
