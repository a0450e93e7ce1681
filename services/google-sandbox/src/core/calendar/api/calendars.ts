import { z } from 'zod';
import { badField, badRequest, forbidden, required } from '../../api/refusals.ts';
import { GoogleError } from '../../api/google-error.ts';
import { jsonBody } from '../../api/body.ts';
import { arg, noContent, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { checkIfMatch, etagOf } from '../../event/etag.ts';
import { isZone } from '../../time/zone.ts';
import { newEventId, nextMicros } from '../../world.ts';
import { openCalendar } from '../access.ts';
import type { Calendar, CalendarHead } from '../calendar.ts';
import { addCalendar, addToList } from '../create.ts';

const settable = z.object({
  summary: z.string().nullish(),
  description: z.string().nullish(),
  location: z.string().nullish(),
  timeZone: z.string().nullish(),
});

function readHead(body: unknown): z.infer<typeof settable> {
  const parsed = settable.safeParse(body);
  if (!parsed.success) throw badField(`Invalid value for: ${parsed.error.issues[0]?.path.join('.') ?? 'body'}`);
  if (typeof parsed.data.timeZone === 'string' && !isZone(parsed.data.timeZone)) throw badField('Invalid time zone.');
  return parsed.data;
}

function viewCalendar(call: Call3, calendar: Calendar): Record<string, unknown> {
  const { head } = calendar;
  const owner = head.kind === 'secondary' && head.ownerSub !== undefined ? call.world.state.accounts.get(head.ownerSub)?.email : undefined;
  return {
    kind: 'calendar#calendar',
    etag: etagOf(head.etagMicros),
    id: head.id,
    summary: head.summary,
    ...(head.description === undefined ? {} : { description: head.description }),
    ...(head.location === undefined ? {} : { location: head.location }),
    timeZone: head.timeZone,
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
    ...(owner === undefined ? {} : { dataOwner: owner }),
  };
}

/** calendars.get */
export function getCalendar(call: Call3): Reply {
  const { calendar } = openCalendar(call.world, call.caller, arg(call, 'calendarId'));
  return ok(viewCalendar(call, calendar));
}

/** calendars.insert: a secondary calendar, at once in its maker's list. */
export function insertCalendar(call: Call3): Reply {
  const { world, caller } = call;
  const { summary, description, location, timeZone } = readHead(jsonBody(call.request));
  if (!summary) throw required('Missing calendar summary.');
  const account = world.state.accounts.get(caller.sub);
  const own = [...world.state.calendars.values()].filter(({ head }) => head.ownerSub === caller.sub && head.kind === 'secondary');
  // Deleting calendars gives none of the limit back.
  if (own.length >= world.state.limits.calendarsPerAccount) {
    throw new GoogleError(403, 'quotaExceeded', 'Calendar usage limits exceeded.', { domain: 'usageLimits' });
  }
  const calendar = addCalendar(world, {
    id: `c_${newEventId(world)}@group.calendar.google.com`,
    kind: 'secondary',
    ownerSub: caller.sub,
    summary,
    ...(description ? { description } : {}),
    ...(location ? { location } : {}),
    timeZone: timeZone ?? account?.timeZone ?? 'UTC',
    createdByProject: caller.project,
  });
  addToList(world, caller.sub, calendar);
  return ok(viewCalendar(call, calendar));
}

function openOwned(call: Call3): Calendar {
  const { calendar, role } = openCalendar(call.world, call.caller, arg(call, 'calendarId'), true);
  if (role !== 'owner') throw forbidden();
  checkIfMatch(call.request, etagOf(calendar.head.etagMicros));
  return calendar;
}

/** calendars.patch; a patch that changes nothing does not move the etag (observed). */
export function patchCalendar(call: Call3): Reply {
  const calendar = openOwned(call);
  const patch = readHead(jsonBody(call.request));
  const head: Record<string, unknown> = { ...calendar.head };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === '') delete head[key];
    else head[key] = value;
  }
  if (typeof head['summary'] !== 'string') throw required('Missing calendar summary.');
  if (JSON.stringify(head) !== JSON.stringify(calendar.head)) {
    calendar.head = { ...(head as unknown as CalendarHead), etagMicros: nextMicros(call.world) };
  }
  return ok(viewCalendar(call, calendar));
}

/** calendars.delete: secondary calendars only. */
export function deleteCalendar(call: Call3): Reply {
  const calendar = openOwned(call);
  if (calendar.head.kind !== 'secondary') throw badRequest('Cannot delete a primary calendar.');
  calendar.head = { ...calendar.head, deleted: true, etagMicros: nextMicros(call.world) };
  return noContent;
}
