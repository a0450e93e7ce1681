import type { AppointmentDoc } from '../repos/appointments.ts';
import type { LinkDoc } from '../repos/links.ts';
import type { GoogleItem } from './google-item.ts';

export interface TurnedPrivateAsk {
  readonly item: Pick<GoogleItem, 'isPrivate' | 'status'>;
  readonly link: Pick<LinkDoc, 'origin'>;
  readonly appointment: Pick<AppointmentDoc, 'fromEventId' | 'status'>;
  /** Its person takes part whatever their calendar shows: somebody here said so, or they are the client. */
  readonly takesPart: boolean;
  /** What we keep of this event. */
  readonly mirrorId: string;
}

/**
 * What becomes of a link whose event its person marked as private. Nothing of its text is read from then on.
 * `stays`: it is an event of ours, or a copy that was never read. `leave`: it only blocks, and its person does not take part by it any more.
 * `cancel`: the appointment was nothing but this event. `let-go`: the appointment is the agency's own record and goes on without it.
 */
export type TurnedPrivate = 'stays' | 'leave' | 'cancel' | 'let-go';

export function turnedPrivate({ item, link, appointment, takesPart, mirrorId }: TurnedPrivateAsk): TurnedPrivate {
  if (!item.isPrivate || item.status === 'cancelled' || link.origin === 'ours') return 'stays';
  if (link.origin === 'copy') return takesPart ? 'stays' : 'leave';
  return appointment.fromEventId === mirrorId && appointment.status !== 'cancelled' ? 'cancel' : 'let-go';
}
