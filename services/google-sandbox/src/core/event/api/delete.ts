import { noContent } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { deleteEvent } from '../change/delete-event.ts';
import { openTarget } from './change.ts';
import { alreadyDeleted } from '../../api/refusals.ts';
import { openForWriting } from '../../calendar/access.ts';
import { arg } from '../../api/route.ts';

/** events.delete: 204, and 410 for what is gone already. */
export function removeEvent(call: Call3): Reply {
  const { calendar } = openForWriting(call.world, call.caller, arg(call, 'calendarId'));
  if (calendar.byId.get(arg(call, 'eventId'))?.bare) throw alreadyDeleted();
  const { write, target } = openTarget(call);
  deleteEvent(write, target);
  return noContent;
}
