import type { Account } from '../../core/accounts.ts';
import { mustFindAccount } from '../../core/control/accounts.ts';
import { asPerson } from '../../core/control/as-person.ts';
import type { ApiRequest } from '../../core/api/request.ts';
import type { Face } from '../route.ts';

/** An event in Google's JSON, as far as the pages read it. */
export interface ShownEvent {
  readonly id: string;
  readonly status: string;
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly start: { readonly date?: string; readonly dateTime?: string; readonly timeZone?: string };
  readonly end: { readonly date?: string; readonly dateTime?: string; readonly timeZone?: string };
  readonly recurrence?: readonly string[];
  readonly recurringEventId?: string;
  readonly hangoutLink?: string;
  readonly visibility?: string;
  readonly transparency?: string;
  readonly organizer?: { readonly email: string; readonly displayName?: string; readonly self?: boolean };
  readonly attendees?: readonly { readonly email: string; readonly displayName?: string; readonly responseStatus: string; readonly self?: boolean; readonly organizer?: boolean }[];
}

export interface ShownCalendar {
  readonly id: string;
  readonly summary: string;
  readonly accessRole: string;
  readonly backgroundColor: string;
  readonly timeZone: string;
  readonly primary?: boolean;
}

/** A page's person and their way into Calendar: the same handlers the API has, as Google's own app uses them. */
export interface Person {
  readonly account: Account;
  readonly home: string;
  call(method: string, path: string, more?: Pick<ApiRequest, 'query' | 'body'>): { status: number; body: unknown };
  calendars(): readonly ShownCalendar[];
}

export function personOf(face: Face, args: Readonly<Record<string, string>>): Person {
  const account = mustFindAccount(face.google.world, args['account'] ?? '');
  const call: Person['call'] = (method, path, more = {}) => asPerson(face.google.world, account, { method, path: `/calendar/v3/${path}`, ...more });
  return {
    account,
    home: `/u/${encodeURIComponent(account.email)}`,
    call,
    calendars: () => ((call('GET', 'users/me/calendarList').body as { items?: ShownCalendar[] }).items ?? []),
  };
}

export const eventsPath = (calendarId: string, eventId?: string): string =>
  `calendars/${encodeURIComponent(calendarId)}/events${eventId === undefined ? '' : `/${encodeURIComponent(eventId)}`}`;

/** What went wrong, in Google's words. */
export const faultText = (body: unknown): string => (body as { error?: { message?: string } } | undefined)?.error?.message ?? 'That did not work.';
