import { fullSyncRequired, invalidValue, notFound } from '../../api/refusals.ts';
import { param } from '../../api/request.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { readMaxResults } from '../../event/list/query.ts';
import { atLeast, resolveCalendarId, roleOf } from '../access.ts';
import type { Role } from '../calendar.ts';
import { listOf } from '../create.ts';
import type { ListEntry } from '../list-entry.ts';
import { viewListEntry } from '../view-list-entry.ts';

const encode = (kind: 's' | 'p', value: number): string => Buffer.from(JSON.stringify(['list', kind, value])).toString('base64');

function decode(token: string, kind: 's' | 'p', name: string): number {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (Array.isArray(value) && value[0] === 'list' && value[1] === kind && typeof value[2] === 'number') return value[2];
  } catch {
    // Falls through to the refusal below.
  }
  throw invalidValue(name);
}

interface Filter {
  readonly since: number | undefined;
  readonly deleted: boolean;
  readonly hidden: boolean;
  readonly minRole: Role;
}

function readFilter(call: Call3): Filter {
  const { request } = call;
  const token = param(request, 'syncToken');
  const minRole = param(request, 'minAccessRole');
  if (token !== undefined && minRole !== undefined) throw invalidValue('minAccessRole');
  const since = token === undefined ? undefined : decode(token, 's', 'syncToken');
  if (since !== undefined && since > highest(call)) throw fullSyncRequired();
  const incremental = since !== undefined;
  return {
    since,
    // A delta always tells of deleted and hidden entries.
    deleted: incremental || param(request, 'showDeleted') === 'true',
    hidden: incremental || param(request, 'showHidden') === 'true',
    minRole: (minRole ?? 'none') as Role,
  };
}

const highest = (call: Call3): number => Math.max(0, ...[...listOf(call.world, call.caller.sub).values()].map((entry) => entry.seq));

function isGone(call: Call3, entry: ListEntry): boolean {
  const calendar = call.world.state.calendars.get(entry.calendarId);
  return entry.deleted === true || !calendar || calendar.head.deleted === true || roleOf(call.world, calendar, call.caller.sub) === 'none';
}

function shows(call: Call3, entry: ListEntry, filter: Filter): boolean {
  if (filter.since !== undefined && entry.seq <= filter.since) return false;
  if (isGone(call, entry)) return filter.deleted;
  if (entry.hidden && !filter.hidden) return false;
  const calendar = call.world.state.calendars.get(entry.calendarId);
  return calendar !== undefined && atLeast(roleOf(call.world, calendar, call.caller.sub), filter.minRole);
}

/** calendarList.list: pages of 100 by default, at most 250; an empty list has no `items` at all (observed). */
export function listCalendars(call: Call3): Reply {
  const filter = readFilter(call);
  const most = readMaxResults(call.request, 100, 250);
  const token = param(call.request, 'pageToken');
  const from = token === undefined ? 0 : decode(token, 'p', 'pageToken');
  const entries = [...listOf(call.world, call.caller.sub).values()].filter((entry) => shows(call, entry, filter)).sort((a, b) => a.seq - b.seq);
  const page = entries.filter((entry) => entry.seq > from).slice(0, most);
  const last = page.at(-1);
  const more = last !== undefined && last !== entries.at(-1);
  return ok({
    kind: 'calendar#calendarList',
    etag: `"p${highest(call).toString(32)}g0o"`,
    ...(more ? { nextPageToken: encode('p', last.seq) } : { nextSyncToken: encode('s', highest(call)) }),
    ...(page.length > 0 ? { items: page.map((entry) => viewListEntry(call.world, call.caller.sub, entry)) } : {}),
  });
}

/** calendarList.get */
export function getListEntry(call: Call3): Reply {
  const id = resolveCalendarId(call.world, call.caller, arg(call, 'calendarId'));
  const entry = listOf(call.world, call.caller.sub).get(id);
  if (!entry || isGone(call, entry)) throw notFound();
  return ok(viewListEntry(call.world, call.caller.sub, entry));
}
