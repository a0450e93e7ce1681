import { atLeast, openCalendar } from '../../calendar/access.ts';
import type { Calendar, Role } from '../../calendar/calendar.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import type { World } from '../../world.ts';
import { effectiveStatus } from '../series/effective.ts';
import { listEtag } from '../etag.ts';
import type { Found } from '../find-event.ts';
import { viewEvent, viewTombstone } from '../view-event.ts';
import type { Viewer } from '../view-event.ts';
import { readViewer } from '../api/show.ts';
import { deltaItems } from './delta.ts';
import { after, fullItems } from './items.ts';
import type { Item } from './items.ts';
import { checkUpdatedMin, readListQuery } from './query.ts';
import type { ListQuery } from './query.ts';
import { pageToken, readPageToken, readSyncToken, syncToken } from './tokens.ts';
import type { PageState, SyncState } from './tokens.ts';

/** The members of a list besides its items. */
export function listHead(world: World, calendar: Calendar, role: Role, viewer: Viewer, sub: string): Record<string, unknown> {
  const { summary, description } = calendar.head;
  return {
    kind: 'calendar#events',
    etag: listEtag(calendar),
    summary,
    ...(description === undefined ? {} : { description }),
    updated: new Date(Math.floor(calendar.lastChangeMicros / 1000)).toISOString(),
    timeZone: viewer.zone,
    accessRole: role,
    defaultReminders: world.state.lists.get(sub)?.get(calendar.head.id)?.defaultReminders ?? [],
  };
}

/** How one item is written: with details, or as the little a tombstone still says. */
function shape(call: Call3, query: ListQuery, viewer: Viewer, item: Item): unknown {
  const found = call.stale ? earlier(viewer.calendar, item.found) : item.found;
  if (found.kind === 'occurrence') {
    return found.master.status === 'cancelled' ? { id: found.id, status: 'cancelled' } : viewEvent(found, viewer);
  }
  const cancelled = effectiveStatus(viewer.calendar, found.row) === 'cancelled';
  const sparse = query.syncToken !== undefined && call.world.state.limits.sparseCancelledInstances;
  return cancelled && !query.showDeleted ? viewTombstone(found.row, viewer, sparse) : viewEvent(found, viewer);
}

function earlier(calendar: Calendar, found: Found): Found {
  const row = found.kind === 'row' ? calendar.before.get(found.row.id) : undefined;
  return row ? { kind: 'row', row } : found;
}

/** Before every item of any list. */
const BEGINNING = [Number.MIN_SAFE_INTEGER, 0, ''] as const;

/** Filters that a delta could not keep: such a list hands out no sync token. */
const isPlain = (query: ListQuery): boolean =>
  query.orderBy === undefined &&
  query.q === undefined &&
  query.iCalUID === undefined &&
  query.updatedMin === undefined &&
  query.privateProperties.length === 0 &&
  query.sharedProperties.length === 0;

/** events.list: full with pages, or what changed since a sync token. */
export function listEvents(call: Call3): Reply {
  const { world, request } = call;
  const { calendar, role } = openCalendar(world, call.caller, arg(call, 'calendarId'));
  const { limits } = world.state;
  const asked = readListQuery(request, !atLeast(role, 'reader'));
  const query = { ...asked, maxResults: Math.min(asked.maxResults, limits.eventsPerPage) };
  checkUpdatedMin(query, world.now(), limits.updatedMinDays);
  const viewer = readViewer(calendar, role, request);
  const since = query.syncToken === undefined ? undefined : readSyncToken(calendar, query.syncToken);
  const page: PageState | undefined = query.pageToken === undefined ? undefined : readPageToken(calendar, query.pageToken);
  const upTo = page?.upTo ?? calendar.seq;
  if (limits.emptyFirstPage && !page) return ok({ ...listHead(world, calendar, role, viewer, call.caller.sub), nextPageToken: pageToken(calendar, { upTo, after: BEGINNING }), items: [] });
  const items = since
    ? deltaItems(calendar, query, since, upTo, world.now()).filter((item) => !page || after(item.key, page.after))
    : fullItems(calendar, query, page?.after, world.now());
  const shown = items.slice(0, query.maxResults);
  const last = shown.at(-1);
  const more = items.length > shown.length && last !== undefined;
  const head = listHead(world, calendar, role, viewer, call.caller.sub);
  const next = more ? { nextPageToken: pageToken(calendar, { upTo, after: last.key }) } : syncPart(calendar, query, since, upTo);
  return ok({ ...head, ...next, items: shown.map((item) => shape(call, query, viewer, item)) });
}

/** The sync token of the last page: it stands for the moment of the first page, so that nothing changed meanwhile is lost. */
function syncPart(calendar: Calendar, query: ListQuery, since: SyncState | undefined, upTo: number): { nextSyncToken?: string } {
  if (!isPlain(query)) return {};
  const window = since ?? { ...(query.timeMin ? { timeMin: query.timeMin } : {}), ...(query.timeMax ? { timeMax: query.timeMax } : {}) };
  return { nextSyncToken: syncToken(calendar, { ...window, seq: upTo }) };
}
