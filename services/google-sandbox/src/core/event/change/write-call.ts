import type { Caller } from '../../calendar/access.ts';
import type { Calendar, Role } from '../../calendar/calendar.ts';
import { openForWriting } from '../../calendar/access.ts';
import { invalidValue } from '../../api/refusals.ts';
import { param } from '../../api/request.ts';
import type { ApiRequest } from '../../api/request.ts';
import { newToken } from '../../world.ts';
import type { World } from '../../world.ts';
import { personOf } from '../people.ts';
import type { ReadContext } from '../read/read-fields.ts';
import type { EventFields } from '../stored-event.ts';

export type Notify = 'all' | 'externalOnly' | 'none';

/** One write to one calendar: who, where, and how loud. */
export interface WriteCall {
  readonly world: World;
  readonly caller: Caller;
  readonly calendar: Calendar;
  readonly role: Role;
  readonly notify: Notify;
  readonly conferenceVersion: 0 | 1;
  readonly supportsAttachments: boolean;
}

function readNotify(request: ApiRequest): Notify {
  const updates = param(request, 'sendUpdates');
  if (updates === undefined) return param(request, 'sendNotifications') === 'true' ? 'all' : 'none';
  if (updates !== 'all' && updates !== 'externalOnly' && updates !== 'none') throw invalidValue('sendUpdates');
  return updates;
}

/** Opens a calendar for one write with the options of its query. */
export function openWrite(world: World, caller: Caller, calendarId: string, request: ApiRequest): WriteCall {
  return {
    world,
    caller,
    ...openForWriting(world, caller, calendarId),
    notify: readNotify(request),
    conferenceVersion: param(request, 'conferenceDataVersion') === '1' ? 1 : 0,
    supportsAttachments: param(request, 'supportsAttachments') === 'true',
  };
}

/** What reading an event needs to know about where it is written. */
export function readContext(call: WriteCall, previous: EventFields | undefined): ReadContext {
  const { world, calendar, caller } = call;
  const letters = (count: number) => newToken(world, count).toLowerCase().replaceAll(/[^a-z]/g, 'x');
  return {
    calendarZone: calendar.head.timeZone,
    primary: calendar.head.kind === 'primary',
    organizer: previous?.organizer ?? personOf(calendar),
    creator: previous?.creator ?? { email: world.state.accounts.get(caller.sub)?.email ?? calendar.head.id },
    previous,
    conferenceVersion: call.conferenceVersion,
    supportsAttachments: call.supportsAttachments,
    newMeetingCode: () => `${letters(3)}-${letters(4)}-${letters(3)}`,
  };
}
