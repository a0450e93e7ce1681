import { getColors } from '../calendar/api/colors.ts';
import { getListEntry, listCalendars } from '../calendar/api/calendar-list.ts';
import { deleteCalendar, getCalendar, insertCalendar, patchCalendar } from '../calendar/api/calendars.ts';
import { queryFreeBusy } from '../calendar/api/free-busy.ts';
import { getSetting, listSettings } from '../calendar/api/settings.ts';
import { patchEvent, updateEvent } from '../event/api/change.ts';
import { removeEvent } from '../event/api/delete.ts';
import { getEvent } from '../event/api/get.ts';
import { importEvent } from '../event/api/import.ts';
import { insertEvent } from '../event/api/insert.ts';
import { moveEvent } from '../event/api/move.ts';
import { listInstances } from '../event/list/instances.ts';
import { listEvents } from '../event/list/list-events.ts';
import { stopChannel } from '../watch/api/stop.ts';
import { watchCalendarList, watchEvents } from '../watch/api/watch.ts';
import type { Call3, Reply } from './route.ts';

export interface CalendarRoute {
  /** Google's method id without the API's name. */
  readonly operation: string;
  readonly method: string;
  /** Path after `/calendar/v3/`; `{name}` takes one segment. */
  readonly template: string;
  readonly handle: (call: Call3) => Reply;
}

const route = (operation: string, method: string, template: string, handle: (call: Call3) => Reply): CalendarRoute => ({
  operation,
  method,
  template,
  handle,
});

const EVENTS = 'calendars/{calendarId}/events';

/** The methods of Calendar v3 that this Google has. Fixed segments stand before parameters. */
export const CALENDAR_ROUTES: readonly CalendarRoute[] = [
  route('events.list', 'GET', EVENTS, listEvents),
  route('events.insert', 'POST', EVENTS, insertEvent),
  route('events.import', 'POST', `${EVENTS}/import`, importEvent),
  route('events.watch', 'POST', `${EVENTS}/watch`, watchEvents),
  route('events.get', 'GET', `${EVENTS}/{eventId}`, getEvent),
  route('events.patch', 'PATCH', `${EVENTS}/{eventId}`, patchEvent),
  route('events.update', 'PUT', `${EVENTS}/{eventId}`, updateEvent),
  route('events.delete', 'DELETE', `${EVENTS}/{eventId}`, removeEvent),
  route('events.move', 'POST', `${EVENTS}/{eventId}/move`, moveEvent),
  route('events.instances', 'GET', `${EVENTS}/{eventId}/instances`, listInstances),
  route('calendarList.list', 'GET', 'users/me/calendarList', listCalendars),
  route('calendarList.watch', 'POST', 'users/me/calendarList/watch', watchCalendarList),
  route('calendarList.get', 'GET', 'users/me/calendarList/{calendarId}', getListEntry),
  route('calendars.insert', 'POST', 'calendars', insertCalendar),
  route('calendars.get', 'GET', 'calendars/{calendarId}', getCalendar),
  route('calendars.patch', 'PATCH', 'calendars/{calendarId}', patchCalendar),
  route('calendars.delete', 'DELETE', 'calendars/{calendarId}', deleteCalendar),
  route('settings.list', 'GET', 'users/me/settings', listSettings),
  route('settings.get', 'GET', 'users/me/settings/{setting}', getSetting),
  route('colors.get', 'GET', 'colors', getColors),
  route('freebusy.query', 'POST', 'freeBusy', queryFreeBusy),
  route('channels.stop', 'POST', 'channels/stop', stopChannel),
];

