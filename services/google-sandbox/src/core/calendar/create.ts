import type { Account } from '../accounts.ts';
import { nextMicros } from '../world.ts';
import type { World } from '../world.ts';
import { listOfPerson } from '../watch/resource.ts';
import { newCalendar } from './calendar.ts';
import type { Calendar, CalendarHead } from './calendar.ts';
import type { ListEntry } from './list-entry.ts';

/** Puts a calendar into the world. */
export function addCalendar(world: World, head: Omit<CalendarHead, 'etagMicros'>): Calendar {
  const calendar = newCalendar({ ...head, etagMicros: nextMicros(world) });
  world.state.calendars.set(head.id, calendar);
  return calendar;
}

/** The next change number of one person's calendar list. */
const nextSeq = (entries: Map<string, ListEntry>): number => Math.max(0, ...[...entries.values()].map((entry) => entry.seq)) + 1;

export function listOf(world: World, sub: string): Map<string, ListEntry> {
  let entries = world.state.lists.get(sub);
  if (!entries) world.state.lists.set(sub, (entries = new Map()));
  return entries;
}

/** Writes one entry of a person's calendar list as a change. */
export function putEntry(world: World, sub: string, entry: Omit<ListEntry, 'seq' | 'etagMicros'>): ListEntry {
  const entries = listOf(world, sub);
  const written: ListEntry = { ...entry, seq: nextSeq(entries), etagMicros: nextMicros(world) };
  entries.set(entry.calendarId, written);
  world.state.lists.set(sub, entries);
  world.touched.add(listOfPerson(sub));
  return written;
}

/** A calendar newly in somebody's list; colours go round the palette. */
export function addToList(world: World, sub: string, calendar: Calendar): ListEntry {
  const primary = calendar.head.kind === 'primary';
  return putEntry(world, sub, {
    calendarId: calendar.head.id,
    selected: true,
    colorId: String(((listOf(world, sub).size * 7 + 13) % 24) + 1),
    defaultReminders: primary ? [{ method: 'popup', minutes: 10 }] : [],
    ...(primary ? { notifications: ['eventCreation', 'eventChange', 'eventCancellation', 'eventResponse'].map((type) => ({ type, method: 'email' })) } : {}),
  });
}

/** The primary calendar that every account has, under its own address. */
export function addPrimary(world: World, account: Account): Calendar {
  const calendar = addCalendar(world, {
    id: account.email,
    kind: 'primary',
    ownerSub: account.sub,
    summary: account.email,
    timeZone: account.timeZone,
  });
  addToList(world, account.sub, calendar);
  return calendar;
}
