import type { GoogleCalendarEntry, GoogleEvent, GoogleEventWrite } from './event.ts';

export type SendUpdates = 'all' | 'externalOnly' | 'none';

export interface ListEvents {
  readonly calendarId: string;
  /** Incremental read; exclusive with the window below. */
  readonly syncToken?: string;
  /** RFC 3339; lower bound on the end. First read only; the token carries it on. */
  readonly timeMin?: string;
  readonly timeMax?: string;
  readonly pageToken?: string;
  readonly maxResults?: number;
  readonly showDeleted?: boolean;
  readonly singleEvents?: boolean;
  readonly iCalUID?: string;
}

export interface EventsPage {
  readonly items: readonly GoogleEvent[];
  readonly nextPageToken?: string;
  /** On the last page only. */
  readonly nextSyncToken?: string;
  readonly timeZone?: string;
  readonly accessRole?: string;
  /** Google's `Date` header in ms: what "now" is over there. */
  readonly googleNow?: number;
}

export interface WriteAnswer {
  readonly event: GoogleEvent;
  readonly googleNow?: number;
}

export interface WatchChannel {
  readonly channelId: string;
  readonly resourceId: string;
  /** ms since the epoch, as Google granted it. */
  readonly expiresAt: number;
}

/**
 * Google Calendar as one account sees it. Every method throws GoogleFailure and nothing else, has a time limit, and makes exactly one call.
 * Implementers: the adapter over Google's own client library, and the sandbox's direct one. Held by google.contract.ts.
 */
export interface GoogleCalendarApi {
  listCalendars(ask: { pageToken?: string }): Promise<{ items: readonly GoogleCalendarEntry[]; nextPageToken?: string }>;
  listEvents(ask: ListEvents): Promise<EventsPage>;
  getEvent(ask: { calendarId: string; eventId: string }): Promise<WriteAnswer>;
  insertEvent(ask: { calendarId: string; event: GoogleEventWrite; sendUpdates: SendUpdates }): Promise<WriteAnswer>;
  /** `ifMatch` is an etag; `precondition` when it no longer stands. */
  patchEvent(ask: { calendarId: string; eventId: string; event: GoogleEventWrite; ifMatch: string | undefined; sendUpdates: SendUpdates }): Promise<WriteAnswer>;
  /** `gone` and `not-found` mean that it is not there any more. */
  deleteEvent(ask: { calendarId: string; eventId: string; ifMatch: string | undefined; sendUpdates: SendUpdates }): Promise<void>;
  watchEvents(ask: { calendarId: string; channelId: string; address: string; token: string; ttlSeconds: number }): Promise<WatchChannel>;
  stopChannel(ask: { channelId: string; resourceId: string }): Promise<void>;
}

/** Opens the API for an access token. Called per piece of work; holds nothing open. */
export type OpenGoogleCalendar = (accessToken: string) => GoogleCalendarApi;
