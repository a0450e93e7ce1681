const READ_EVENTS = [
  'calendar', 'calendar.app.created', 'calendar.events', 'calendar.events.freebusy', 'calendar.events.owned',
  'calendar.events.owned.readonly', 'calendar.events.public.readonly', 'calendar.events.readonly', 'calendar.readonly',
];
const WRITE_EVENTS = ['calendar', 'calendar.app.created', 'calendar.events', 'calendar.events.owned'];
const READ_LIST = ['calendar', 'calendar.calendarlist', 'calendar.calendarlist.readonly', 'calendar.readonly'];
const WRITE_CALENDARS = ['calendar', 'calendar.app.created', 'calendar.calendars'];
const READ_SETTINGS = ['calendar', 'calendar.readonly', 'calendar.settings.readonly'];

/** Which scopes let an app call which method: any one of them. Held against Google's discovery document by a test. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'events.list': READ_EVENTS,
  'events.get': READ_EVENTS,
  'events.instances': READ_EVENTS,
  'events.watch': READ_EVENTS,
  'events.insert': WRITE_EVENTS,
  'events.import': WRITE_EVENTS,
  'events.patch': WRITE_EVENTS,
  'events.update': WRITE_EVENTS,
  'events.delete': WRITE_EVENTS,
  'events.move': ['calendar', 'calendar.events', 'calendar.events.owned'],
  'calendarList.list': READ_LIST,
  'calendarList.watch': READ_LIST,
  'calendarList.get': [...READ_LIST, 'calendar.app.created'],
  'calendars.insert': WRITE_CALENDARS,
  'calendars.patch': WRITE_CALENDARS,
  'calendars.delete': WRITE_CALENDARS,
  'calendars.get': ['calendar', 'calendar.app.created', 'calendar.calendars', 'calendar.calendars.readonly', 'calendar.readonly'],
  'settings.list': READ_SETTINGS,
  'settings.get': READ_SETTINGS,
  'colors.get': [
    'calendar', 'calendar.app.created', 'calendar.calendarlist', 'calendar.calendarlist.readonly', 'calendar.events.freebusy',
    'calendar.events.owned', 'calendar.events.owned.readonly', 'calendar.events.public.readonly', 'calendar.readonly',
  ],
  'freebusy.query': ['calendar', 'calendar.events.freebusy', 'calendar.freebusy', 'calendar.readonly'],
  'channels.stop': [
    'calendar', 'calendar.acls', 'calendar.acls.readonly', 'calendar.app.created', 'calendar.calendarlist', 'calendar.calendarlist.readonly',
    'calendar.events', 'calendar.events.freebusy', 'calendar.events.owned', 'calendar.events.owned.readonly',
    'calendar.events.public.readonly', 'calendar.events.readonly', 'calendar.readonly', 'calendar.settings.readonly',
  ],
};
