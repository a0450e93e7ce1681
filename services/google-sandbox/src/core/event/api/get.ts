import { atLeast, openCalendar } from '../../calendar/access.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { foundEtag, isUnchanged } from '../etag.ts';
import { mustFindEvent } from '../find-event.ts';
import type { Found } from '../find-event.ts';
import { viewEvent } from '../view-event.ts';
import { readViewer } from './show.ts';

/** events.get: also cancelled events, and occurrences that have no row of their own. */
export function getEvent(call: Call3): Reply {
  const { calendar, role } = openCalendar(call.world, call.caller, arg(call, 'calendarId'));
  const found = mustFindEvent(calendar, arg(call, 'eventId'));
  const earlier = call.stale && found.kind === 'row' ? calendar.before.get(found.row.id) : undefined;
  const shown: Found = earlier ? { kind: 'row', row: earlier } : found;
  const etag = foundEtag(shown);
  if (isUnchanged(call.request, etag)) return { status: 304, headers: { etag } };
  const viewer = readViewer(calendar, role, call.request);
  return ok(viewEvent(shown, atLeast(role, 'reader') ? viewer : { ...viewer, role: 'freeBusyReader' }), { etag });
}
