import type { Issue } from '@portal-sync/kernel';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { ownCalendarId } from './own-calendar.ts';

export interface PlaceAsk {
  readonly agencyId: string;
  readonly asked: { readonly hostUserId?: string | undefined; readonly calendarId?: string | undefined };
  /** Where it stood; undefined for a new one. */
  readonly before: { readonly hostUserId: string; readonly calendarId: string } | undefined;
  /** Whose appointment a new one is when nothing is said: the caller who works here. */
  readonly callerUserId: string | undefined;
  /** The calendar asked for, or else the one it stands in. Undefined: no such calendar in this agency. */
  readonly calendar: PlatformCalendarDoc | undefined;
}

export type Place = { readonly hostUserId: string; readonly calendarId: string };

/** Whose appointment it is and in which platform calendar it stands. What is not said follows from what is. */
export function placeAppointment({ agencyId, asked, before, callerUserId, calendar }: PlaceAsk): Place | { readonly issue: Issue } {
  const named = asked.calendarId === undefined ? undefined : calendar;
  if (asked.calendarId !== undefined && named === undefined) return { issue: { path: 'body.calendarId', message: 'is no calendar of this agency' } };
  const hostUserId = asked.hostUserId ?? ownerOf(named) ?? before?.hostUserId ?? callerUserId;
  if (hostUserId === undefined) return { issue: { path: 'body.hostUserId', message: 'say whose appointment it is' } };
  if (named !== undefined) {
    return ownerOf(named) === undefined || named.userId === hostUserId
      ? { hostUserId, calendarId: named.id }
      : { issue: { path: 'body.calendarId', message: 'is the own calendar of somebody else than the host' } };
  }
  // With another host it leaves the own calendar of the former one; a group's calendar keeps it.
  const stays = before !== undefined && (ownerOf(calendar) === undefined || calendar?.userId === hostUserId);
  return { hostUserId, calendarId: stays ? before.calendarId : ownCalendarId(agencyId, hostUserId) };
}

const ownerOf = (calendar: PlatformCalendarDoc | undefined): string | undefined =>
  calendar?.kind === 'unassigned' ? (calendar.userId ?? undefined) : undefined;
