import { findAccount } from '../accounts.ts';
import { notFound, requiredAccessLevel } from '../api/refusals.ts';
import { shortScope } from '../oauth/scopes.ts';
import type { World } from '../world.ts';
import type { Calendar, Role } from './calendar.ts';

const RANK: readonly Role[] = ['none', 'freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner'];
export const atLeast = (role: Role, needed: Role): boolean => RANK.indexOf(role) >= RANK.indexOf(needed);
const higher = (a: Role, b: Role): Role => (atLeast(a, b) ? a : b);
const lower = (a: Role, b: Role): Role => (atLeast(a, b) ? b : a);

/** Who is calling, as the access token says. */
export interface Caller {
  readonly sub: string;
  readonly clientId: string;
  readonly project: string;
  readonly scopes: readonly string[];
}

/** What the calendar's access list gives a person, whatever app they use. */
export function roleOf(world: World, calendar: Calendar, sub: string): Role {
  if (calendar.head.ownerSub === sub) return 'owner';
  const account = world.state.accounts.get(sub);
  let role: Role = 'none';
  for (const rule of calendar.acl.values()) {
    const { type, value } = rule.scope;
    const applies =
      type === 'default' ||
      (type === 'user' && value?.toLowerCase() === account?.email.toLowerCase()) ||
      (type === 'domain' && value !== undefined && value === account?.hd);
    if (applies) role = higher(role, rule.role);
  }
  return role;
}

/** The most that each scope lets an app do with one calendar; a scope that only reads gives nothing to a write. */
function roleOfScope(scope: string, calendar: Calendar, caller: Caller, writing: boolean): Role {
  const reading: Role = writing ? 'none' : 'owner';
  const ifOwned = (role: Role): Role => (calendar.head.ownerSub === caller.sub ? role : 'none');
  switch (shortScope(scope)) {
    case 'calendar':
    case 'calendar.events':
    case 'calendar.calendars':
      return 'owner';
    case 'calendar.readonly':
    case 'calendar.events.readonly':
    case 'calendar.calendars.readonly':
      return reading;
    case 'calendar.events.owned':
      return ifOwned('owner');
    case 'calendar.events.owned.readonly':
      return ifOwned(reading);
    case 'calendar.app.created':
      return calendar.head.createdByProject === caller.project ? 'owner' : 'none';
    case 'calendar.events.freebusy':
    case 'calendar.freebusy':
      return lower(reading, 'freeBusyReader');
    case 'calendar.events.public.readonly':
      return lower(reading, calendar.acl.get('default')?.role ?? 'none');
    default:
      return 'none';
  }
}

/** The calendar's id with the `primary` keyword resolved. */
export function resolveCalendarId(world: World, caller: Caller, id: string): string {
  return id === 'primary' ? (world.state.accounts.get(caller.sub)?.email ?? id) : id;
}

/** A calendar that a person can see at all, or Google's 404: it never says which calendars exist. */
export function openCalendar(world: World, caller: Caller, id: string, writing = false): { calendar: Calendar; role: Role } {
  const resolved = resolveCalendarId(world, caller, id);
  const calendar = world.state.calendars.get(resolved) ?? world.state.calendars.get(resolved.toLowerCase());
  if (!calendar || calendar.head.deleted) throw notFound();
  const byScope = caller.scopes.reduce<Role>((best, scope) => higher(best, roleOfScope(scope, calendar, caller, writing)), 'none');
  const role = lower(roleOf(world, calendar, caller.sub), byScope);
  if (role === 'none') throw writing && roleOf(world, calendar, caller.sub) !== 'none' ? requiredAccessLevel() : notFound();
  return { calendar, role };
}

/** As `openCalendar`, for a write: one who may only read is told so, in Google's words. */
export function openForWriting(world: World, caller: Caller, id: string): { calendar: Calendar; role: Role } {
  const opened = openCalendar(world, caller, id, true);
  if (!atLeast(opened.role, 'writerWithoutPrivateAccess')) throw requiredAccessLevel();
  return opened;
}

/** The primary calendar of the account with this address, if the sandbox holds one. */
export function primaryOf(world: World, email: string): Calendar | undefined {
  const account = findAccount(world, email);
  return account ? world.state.calendars.get(account.email) : undefined;
}
