export const calendar = {
  new: 'New appointment',
  view: 'View',
  week: 'Week',
  day: 'Day',
  agenda: 'Agenda',
  today: 'Today',
  previous: 'Earlier',
  next: 'Later',
  whose: 'Whose calendar',
  mine: 'My calendar',
  everybody: 'Everybody',
  zoneOther: 'Times are those of {zone}. Your device is in {device}.',
  zoneDevice: 'Times are those of your device, {zone}. Your agency is in {agency}.',
  useDevice: 'Use my device’s time',
  useAgency: 'Use the agency’s time',
  shownIn: 'Times are in {zone}.',
  allDay: 'All day',
  busy: 'Busy',
  busyOne: 'Blocked time',
  whyGrey: 'Why it is grey',
  tentative: '{title} (tentative)',
  nothing: 'Nothing in this week.',
  moved: '“{title}” was moved.',
  made: '“{title}” was made.',
};

export const linkStates = {
  synced: 'Up to date',
  waiting: 'Not yet synced',
  failed: 'Could not be synced',
  dormant: 'Not connected',
  conflict: 'Changed on both sides',
};

export const linkKinds = {
  host: 'The calendar of the host: changes there come back here.',
  participant: 'Shown in a participant’s calendar: changes there do not come back.',
};

export const responses = {
  'needs-action': 'not answered yet',
  'accepted': 'accepted',
  'tentative': 'maybe',
  'declined': 'declined',
  'other': 'answered',
};

export const greyReasons = {
  'one-way': 'In one-way mode Google events only block time.',
  'unknown-guests': 'None of its guests is a contact of yours. In smart mode such events only block time.',
  'no-guests': 'It has no guests who could be contacts. It only blocks time.',
  'availability': 'It stands in a calendar that only blocks time.',
  'private': 'It is marked as private in Google. Only its time is used.',
  'not-yet-judged': 'It was just seen and is being looked at. Until then it blocks its time.',
  'foreign-mark': 'Another system made this event. It only blocks time.',
  'foreign': 'Another system made this event. It only blocks time.',
  'create-off': 'Making appointments from Google events is switched off in your settings.',
  'all-day-off': 'All-day events only block time. You can change that in your settings.',
  'declined': 'You declined it.',
  'cancelled': 'It was cancelled.',
  'series': 'It repeats. Repeating events from Google only block time for now.',
  'not-an-appointment': 'It is a kind of event that cannot be an appointment, such as out of office or focus time.',
  'organizer-not-accepted': 'Somebody you do not know invited you, and you have not accepted yet.',
  'suppressed': 'A guest was erased at their own wish. Nothing of them is kept.',
  'disable-trigger': 'It only blocks time.',
  'other': 'It only blocks time.',
};

export const dates = {
  previousMonth: 'Month before',
  nextMonth: 'Next month',
  previousYear: 'Year before',
  nextYear: 'Next year',
  pickMonth: 'Choose another month',
  hours: '{label}: hour',
  minutes: '{label}: minutes',
};
