import type { AppointmentDoc } from '../repos/appointments.ts';
import type { LinkDoc } from '../repos/links.ts';
import type { GoogleItem } from './google-item.ts';

/** What one calendar shows of a meeting. */
export type MeetingSeen = Pick<GoogleItem, 'status' | 'ownResponse'> & { readonly organizer: Pick<GoogleItem['organizer'], 'self'> };

export interface PartAsk {
  readonly appointment: Pick<AppointmentDoc, 'hostUserId' | 'staffUserIds' | 'organizedElsewhere'>;
  readonly seen: MeetingSeen;
  readonly userId: string;
  /** A client's copy says nothing about who works on it. */
  readonly ofStaff: boolean;
  readonly direction: 'bidirectional' | 'to-google' | 'from-google';
  /** They are staff of it because their calendar shows it, not because somebody here said so. */
  readonly joined: boolean;
}

/** `hosts`: they organize it, so it is theirs. `joins`: it takes their time too. `leaves`: it does not any more. `stays`: nothing new. */
export type Part = 'hosts' | 'joins' | 'leaves' | 'stays';

/** Taken out of the calendar or declined: for its person that is the same. */
export const hasLeft = ({ status, ownResponse }: Pick<MeetingSeen, 'status' | 'ownResponse'>): boolean => status === 'cancelled' || ownResponse === 'declined';

/** What a person's copy of a meeting that we know makes of them. */
export function partInMeeting({ appointment, seen, userId, ofStaff, direction, joined }: PartAsk): Part {
  const isHost = userId === appointment.hostUserId;
  const isStaff = appointment.staffUserIds.includes(userId);
  if (!ofStaff) return 'stays';
  if (hasLeft(seen)) return joined && isStaff ? 'leaves' : 'stays';
  if (seen.organizer.self && appointment.organizedElsewhere && direction !== 'to-google') return 'hosts';
  return isHost || isStaff ? 'stays' : 'joins';
}

/** Whether the host of a meeting that somebody else organizes leaves it, or keeps it to themselves: it goes on without them. */
export const leavesAsHost = (link: Pick<LinkDoc, 'kind' | 'origin' | 'base'>, seen: Pick<GoogleItem, 'status' | 'ownResponse' | 'isPrivate'>): boolean =>
  link.kind === 'host' && link.origin === 'theirs' && link.base?.exists === true && (hasLeft(seen) || seen.isPrivate);
