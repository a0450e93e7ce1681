import type { Calendar } from '../../calendar/calendar.ts';
import { findEvent } from '../find-event.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import type { WriteCall } from './write-call.ts';

/** The organizer's own event behind a guest's copy, and a call that may write to it; undefined when its organizer is no account here. */
export function meetingOf(call: WriteCall, copy: Target): { write: WriteCall; meeting: Target } | undefined {
  const { calendars } = call.world.state;
  const { email } = copy.fields.organizer;
  const home: Calendar | undefined = calendars.get(email) ?? calendars.get(email.toLowerCase());
  const found = home && findEvent(home, copy.id);
  if (!home || !found) return undefined;
  const meeting = targetOf(home, found);
  if (meeting.iCalUID !== copy.iCalUID || meeting.status === 'cancelled') return undefined;
  return { write: { ...call, calendar: home, role: 'owner', notify: 'none' }, meeting };
}
