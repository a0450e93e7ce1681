import type { Account } from '../accounts.ts';
import { addCalendar, addToList, listOf, putEntry } from '../calendar/create.ts';
import type { Calendar, Role } from '../calendar/calendar.ts';
import { newEventId, nextMicros } from '../world.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

export interface NewCalendar {
  readonly id?: string | undefined;
  readonly summary: string;
  readonly timeZone?: string | undefined;
  readonly description?: string | undefined;
  /** `holiday` makes one of Google's public calendars: read by all, never watchable. */
  readonly kind?: 'secondary' | 'holiday' | undefined;
}

/** Makes a secondary calendar (or a public holiday one) in an account's list. */
export function addSecondary(world: World, account: Account, wanted: NewCalendar): Calendar {
  const kind = wanted.kind ?? 'secondary';
  const suffix = kind === 'holiday' ? '@group.v.calendar.google.com' : '@group.calendar.google.com';
  const id = wanted.id ?? `c_${newEventId(world)}${suffix}`;
  if (world.state.calendars.has(id)) throw new ControlError(409, `There is already a calendar ${id}.`);
  const calendar = addCalendar(world, {
    id,
    kind,
    ownerSub: kind === 'holiday' ? undefined : account.sub,
    summary: wanted.summary,
    ...(wanted.description === undefined ? {} : { description: wanted.description }),
    timeZone: wanted.timeZone ?? account.timeZone,
  });
  if (kind === 'holiday') calendar.acl.set('default', { scope: { type: 'default' }, role: 'reader', etagMicros: nextMicros(world) });
  addToList(world, account.sub, calendar);
  return calendar;
}

/** The calendar a control request names, or 404. */
export function mustFindCalendar(world: World, id: string): Calendar {
  const calendar = world.state.calendars.get(id) ?? world.state.calendars.get(id.toLowerCase());
  if (!calendar) throw new ControlError(404, `There is no calendar ${id}.`);
  return calendar;
}

/** Gives a person a role on somebody's calendar, or takes it (`none`). A change of access ends the calendar's sync tokens. */
export function share(world: World, calendar: Calendar, account: Account, role: Role, inList: boolean): void {
  const key = `user:${account.email}`;
  if (role === 'none') calendar.acl.delete(key);
  else calendar.acl.set(key, { scope: { type: 'user', value: account.email }, role, etagMicros: nextMicros(world) });
  calendar.tokenEpoch += 1;
  const entry = listOf(world, account.sub).get(calendar.head.id);
  if (role === 'none' && entry) putEntry(world, account.sub, { ...entry, deleted: true });
  else if (role !== 'none' && inList) {
    if (entry) {
      const { deleted: _, ...kept } = entry;
      putEntry(world, account.sub, kept);
    } else addToList(world, account.sub, calendar);
  }
}

/** Makes every sync token handed out so far answer 410. */
export function expireSyncTokens(calendar: Calendar): void {
  calendar.tokenEpoch += 1;
}
