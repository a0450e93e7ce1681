import { atLeast } from '../../calendar/access.ts';
import type { Calendar, Role } from '../../calendar/calendar.ts';
import { invalidValue } from '../../api/refusals.ts';
import { param } from '../../api/request.ts';
import type { ApiRequest } from '../../api/request.ts';
import { isZone } from '../../time/zone.ts';
import { mustFindEvent } from '../find-event.ts';
import { viewEvent } from '../view-event.ts';
import type { Viewer } from '../view-event.ts';
import type { WriteCall } from '../change/write-call.ts';

/** The viewer that a request describes: `timeZone` and `maxAttendees` of its query. */
export function readViewer(calendar: Calendar, role: Role, request: ApiRequest): Viewer {
  const zone = param(request, 'timeZone');
  if (zone !== undefined && !isZone(zone)) throw invalidValue('timeZone');
  const most = param(request, 'maxAttendees');
  if (most !== undefined && !/^[1-9]\d*$/.test(most)) throw invalidValue('maxAttendees');
  return { calendar, role, zone: zone ?? calendar.head.timeZone, maxAttendees: most === undefined ? undefined : Number(most) };
}

/** The answer to a write: the event as it now stands. Writing scopes carry no role of their own, so a writer sees it all. */
export function showWritten(write: WriteCall, id: string, request: ApiRequest): unknown {
  const role = atLeast(write.role, 'writer') ? write.role : 'writerWithoutPrivateAccess';
  return viewEvent(mustFindEvent(write.calendar, id), readViewer(write.calendar, role, request));
}
