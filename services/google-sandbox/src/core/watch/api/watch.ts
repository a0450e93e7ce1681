import { GoogleError } from '../../api/google-error.ts';
import { param } from '../../api/request.ts';
import { arg } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { atLeast, openCalendar } from '../../calendar/access.ts';
import { readListQuery } from '../../event/list/query.ts';
import { readSyncToken } from '../../event/list/tokens.ts';
import { eventsOf, listOfPerson } from '../resource.ts';
import { openChannel } from './open-channel.ts';

/** events.watch: takes the parameters of a list and checks them as a list would. */
export function watchEvents(call: Call3): Reply {
  const { calendar, role } = openCalendar(call.world, call.caller, arg(call, 'calendarId'));
  readListQuery(call.request, !atLeast(role, 'reader'));
  const token = param(call.request, 'syncToken');
  if (token !== undefined) readSyncToken(calendar, token);
  if (calendar.head.kind === 'holiday') {
    throw new GoogleError(400, 'pushNotSupportedForRequestedResource', 'Push notifications are not supported by this resource.', { domain: 'calendar' });
  }
  const { id } = calendar.head;
  return openChannel(call, eventsOf(id), `/calendar/v3/calendars/${encodeURIComponent(id)}/events`);
}

/** calendarList.watch */
export const watchCalendarList = (call: Call3): Reply =>
  openChannel(call, listOfPerson(call.caller.sub), '/calendar/v3/users/me/calendarList');
