import { createHash } from 'node:crypto';

/** The name of something that can be watched: the events of a calendar, or one person's calendar list. */
export const eventsOf = (calendarId: string): string => `events ${calendarId}`;
export const listOfPerson = (sub: string): string => `list ${sub}`;

/** Google's opaque id of a watched resource: every channel on the same one carries the same. */
export const resourceIdOf = (resource: string): string => createHash('sha1').update(resource).digest('base64url').slice(0, 27);
