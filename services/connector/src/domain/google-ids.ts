import { base32hex, hmac, sha256 } from '@portal-sync/kernel';

/**
 * The id under which an appointment stands in a Google calendar: base32hex (Google's alphabet for ids) of an HMAC under the agency's key, so
 * that two attempts make one event, and nobody can tell from an id whose it is. A generation goes up when Google will not give the id again.
 */
export const googleEventIdOf = (key: string, of: { appointmentId: string; googleCalendarId: string; generation: number }): string =>
  base32hex(hmac(key, 'event', of.appointmentId, of.googleCalendarId, String(of.generation)));

/** What Google makes the iCalUID of an event that was inserted under an id of ours. */
export const iCalUidOf = (googleEventId: string): string => `${googleEventId}@google.com`;

/** Our id of a Google calendar of an agency: the same calendar is the same record, through whichever connection it is reached. */
export const googleCalendarIdOf = (agencyId: string, googleId: string): string => base32hex(hmac(agencyId, 'calendar', googleId)).slice(0, 32);

/** One per meeting and occurrence, whoever sees it. */
export const claimIdOf = (agencyId: string, iCalUID: string, originalStart: string | null): string =>
  sha256(JSON.stringify([agencyId, iCalUID, originalStart ?? '']));

/** Id of what we keep of one event of one calendar. */
export const mirrorIdOf = (googleCalendarId: string, googleEventId: string): string => `${googleCalendarId}/${googleEventId}`;

/** One link per appointment and Google calendar. */
export const linkId = (appointmentId: string, googleCalendarId: string): string => `${appointmentId}/${googleCalendarId}`;
