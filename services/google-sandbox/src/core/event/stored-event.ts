import type { EventTime } from '../time/event-time.ts';

export type Status = 'confirmed' | 'tentative' | 'cancelled';
export type ResponseStatus = 'needsAction' | 'declined' | 'tentative' | 'accepted';

export interface Attendee {
  readonly email: string;
  readonly displayName?: string;
  readonly responseStatus: ResponseStatus;
  readonly optional?: true;
  readonly resource?: true;
  readonly comment?: string;
  readonly additionalGuests?: number;
}

export interface Person {
  readonly email: string;
  readonly displayName?: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What an event says, in Google's words where they fit; derived members (etag, self, htmlLink) are added by the view. */
export interface EventFields {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly endTimeUnspecified?: true;
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly colorId?: string;
  readonly recurrence?: readonly string[];
  readonly transparency?: 'transparent';
  readonly visibility?: 'public' | 'private' | 'confidential';
  readonly attendees?: readonly Attendee[];
  readonly guestsCanModify?: true;
  readonly guestsCanInviteOthers?: false;
  readonly guestsCanSeeOtherGuests?: false;
  readonly anyoneCanAddSelf?: true;
  readonly extendedPrivate?: Readonly<Record<string, string>>;
  readonly extendedShared?: Readonly<Record<string, string>>;
  readonly reminders?: JsonObject;
  readonly conferenceData?: JsonObject;
  readonly hangoutLink?: string;
  readonly source?: JsonObject;
  readonly attachments?: readonly JsonObject[];
  readonly eventType?: string;
  readonly birthdayProperties?: JsonObject;
  readonly focusTimeProperties?: JsonObject;
  readonly outOfOfficeProperties?: JsonObject;
  readonly workingLocationProperties?: JsonObject;
  readonly sequence: number;
  readonly organizer: Person;
  readonly creator: Person;
  readonly privateCopy?: true;
  readonly locked?: true;
}

/** What an exception says differently from its master; null means the master has it and the exception does not. */
export type Overrides = { readonly [K in keyof EventFields]?: EventFields[K] | null };

interface Row {
  readonly id: string;
  readonly iCalUID: string;
  /** Place in the calendar's order of creation; lists without `orderBy` follow it. */
  readonly ord: number;
  /** Change number of the calendar when the row first appeared, and when it last changed. */
  readonly bornSeq: number;
  readonly seq: number;
  /** Microseconds of the last change of anything (the etag is twice this) and of main data (`updated`). */
  readonly etagMicros: number;
  readonly updatedMicros: number;
  readonly createdMs: number;
  readonly status: Status;
  /** A tombstone that shows its id only, as the old calendar has after a move. */
  readonly bare?: true;
}

/** A single event or the master of a series. Rows are never changed in place: a change puts a new row. */
export interface MainRow extends Row {
  readonly kind: 'main';
  readonly fields: EventFields;
}

/** One occurrence of a series that differs from it, or was cancelled. */
export interface ExceptionRow extends Row {
  readonly kind: 'exception';
  readonly masterId: string;
  readonly original: EventTime;
  readonly overrides: Overrides;
}

export type StoredEvent = MainRow | ExceptionRow;
