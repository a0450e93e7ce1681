/**
 * Google's shapes as we use them (https://developers.google.com/workspace/calendar/api/v3/reference/events).
 * Every field may be missing: Google omits defaults, hides what a role may not see, and sends sparse cancelled rows.
 */
export interface GoogleTime {
  /** All-day: `YYYY-MM-DD`; the end is exclusive. */
  date?: string | null;
  /** RFC 3339 with offset. */
  dateTime?: string | null;
  timeZone?: string | null;
}

export interface GoogleAttendee {
  email?: string;
  displayName?: string;
  responseStatus?: string;
  optional?: boolean;
  resource?: boolean;
  organizer?: boolean;
  self?: boolean;
  comment?: string;
  additionalGuests?: number;
}

export interface GooglePerson {
  email?: string;
  displayName?: string;
  self?: boolean;
}

export interface GoogleEvent {
  id?: string;
  etag?: string;
  status?: string;
  /** RFC 3339 with milliseconds. */
  updated?: string;
  created?: string;
  summary?: string;
  description?: string;
  location?: string;
  start?: GoogleTime;
  end?: GoogleTime;
  recurrence?: string[];
  recurringEventId?: string;
  originalStartTime?: GoogleTime;
  iCalUID?: string;
  sequence?: number;
  eventType?: string;
  transparency?: string;
  visibility?: string;
  organizer?: GooglePerson;
  creator?: GooglePerson;
  attendees?: GoogleAttendee[];
  attendeesOmitted?: boolean;
  hangoutLink?: string;
  htmlLink?: string;
  locked?: boolean;
  privateCopy?: boolean;
  extendedProperties?: { private?: Record<string, string>; shared?: Record<string, string> };
}

/** What we write: patch semantics, `null` removes. */
export interface GoogleEventWrite {
  id?: string;
  status?: 'confirmed' | 'tentative' | 'cancelled';
  summary?: string | null;
  description?: string | null;
  location?: string | null;
  start?: GoogleTime;
  end?: GoogleTime;
  recurrence?: string[] | null;
  attendees?: GoogleAttendee[];
  transparency?: 'opaque' | 'transparent';
  visibility?: 'default' | 'private';
  source?: { title: string; url: string };
  extendedProperties?: { private?: Record<string, string | null> };
}

export interface GoogleCalendarEntry {
  id?: string;
  summary?: string;
  summaryOverride?: string;
  timeZone?: string;
  backgroundColor?: string;
  accessRole?: string;
  primary?: boolean;
  deleted?: boolean;
  hidden?: boolean;
}
