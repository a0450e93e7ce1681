import type { World } from '../world.ts';
import { roleOf } from './access.ts';
import type { ListEntry } from './list-entry.ts';
import { CALENDAR_COLORS } from './palette.ts';
import { etagOf } from '../event/etag.ts';

/** A calendar list entry as its owner sees it. False booleans are left out, as Google leaves them out. */
export function viewListEntry(world: World, sub: string, entry: ListEntry): Record<string, unknown> {
  const calendar = world.state.calendars.get(entry.calendarId);
  const role = calendar && !calendar.head.deleted ? roleOf(world, calendar, sub) : 'none';
  if (!calendar || role === 'none' || entry.deleted) {
    return { kind: 'calendar#calendarListEntry', etag: etagOf(entry.etagMicros), id: entry.calendarId, deleted: true };
  }
  const { head } = calendar;
  const color = CALENDAR_COLORS[entry.colorId];
  return {
    kind: 'calendar#calendarListEntry',
    etag: etagOf(entry.etagMicros),
    id: head.id,
    summary: head.summary,
    ...(head.description === undefined ? {} : { description: head.description }),
    ...(head.location === undefined ? {} : { location: head.location }),
    timeZone: head.timeZone,
    ...(entry.summaryOverride === undefined ? {} : { summaryOverride: entry.summaryOverride }),
    colorId: entry.colorId,
    backgroundColor: entry.backgroundColor ?? color?.background ?? '#9fe1e7',
    foregroundColor: entry.foregroundColor ?? color?.foreground ?? '#1d1d1d',
    ...(entry.hidden ? { hidden: true } : {}),
    ...(entry.selected ? { selected: true } : {}),
    accessRole: role,
    defaultReminders: entry.defaultReminders,
    ...(entry.notifications ? { notificationSettings: { notifications: entry.notifications } } : {}),
    ...(head.kind === 'primary' && head.ownerSub === sub ? { primary: true } : {}),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
    ...dataOwner(world, head.kind === 'secondary' ? head.ownerSub : undefined),
  };
}

function dataOwner(world: World, sub: string | undefined): { dataOwner?: string } {
  const email = sub === undefined ? undefined : world.state.accounts.get(sub)?.email;
  return email === undefined ? {} : { dataOwner: email };
}
