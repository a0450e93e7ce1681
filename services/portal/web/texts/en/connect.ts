export const connect = {
  title: 'Connect {product}',
  progress: 'Step {now} of {of}',
  stepAsk: 'What we ask and why',
  stepGoogle: 'Allow at Google',
  stepChoose: 'Choose a calendar',
  askTitle: 'What Google will ask you',
  askLead: 'Google shows a box for each of these. Nothing is read or written before you allow it.',
  tickAll: { one: 'Please tick the box at Google. Without it the sync cannot work.', other: 'Please tick all {count} boxes at Google. Without one of them the sync cannot work.' },
  genericName: 'Google will call us “My Portal App”. That is us. You can end our access at any time, here or in your Google account.',
  continue: 'Continue with Google',
  tryAgain: 'Try again with Google',
  useOther: 'Use another Google account',
  connectAgain: 'Connect again with Google',
  upgrade: 'Upgrade with Google',
  noteUpgrade: '1‑way is connected. This upgrades it: what is in your calendar stays linked, and if you stop half way 1‑way goes on as before.',
  noteReplace: 'A Google account is connected. Going on replaces it by another one; the events in the old calendar stay.',
  noteBlocked: '2‑way is connected. Disconnect it first to use 1‑way instead.',
  noteRemoving: 'A connection is just being ended. Wait a moment, then begin again.',
};

export const boxes = {
  events: 'View and edit events on all your calendars',
  eventsWhy: 'To put your appointments into the calendar you choose, and to see when you are busy.',
  eventsOwned: 'See, create and change events on calendars you own',
  eventsOwnedWhy: 'To put your appointments into the calendar you choose, and to see when you are busy.',
  calendarList: 'See the list of your calendars',
  calendarListWhy: 'So that you can choose which calendar to use.',
  settings: 'View your calendar settings',
  settingsWhy: 'To show times in the right time zone.',
};

export const connectFailures = {
  'denied': 'You stopped at Google. Nothing was connected and nothing was changed. You can try again whenever you like.',
  'box-missing': 'A box was left out at Google, so nothing was connected. Try again and tick every box.',
  'other-account': 'You chose another Google account than the one that is connected. Nothing was changed. Try again with the same account, or replace it.',
  'late': 'You came back too late, or in another window. Nothing was connected. Begin again; it takes a minute.',
  'google-down': 'Google did not answer as it should. Nothing was connected. Try again in a few minutes.',
  'blocked': 'Another connection came in between. Nothing was changed. Look at your integrations, then try again.',
  'failed': 'Connecting did not work. Nothing was changed. Try again; if it stays so, ask {support}.',
};

export const choose = {
  title: 'Choose a calendar',
  lead: 'Almost done. You can change all of this later in the settings.',
  calendarTitle: 'Which calendar',
  calendarLead: 'Appointments go into this calendar, and only its events can become appointments.',
  calendar: 'Google calendar',
  pick: 'Pick a calendar',
  pickOne: 'Pick a calendar to go on.',
  reading: 'Reading your calendars…',
  readAgain: 'Read the list again',
  noneFound: 'No calendar of this name.',
  primary: 'your main calendar',
  targetChanges: 'New appointments go to this calendar from now on. The ones in the old calendar stay there.',
  directionTitle: 'Which way changes go',
  modeTitle: 'What Google events mean here',
  modeLead: 'Your appointments always go to Google. This is about what comes back.',
  finish: 'Save and go on',
};

export const accessRoles = {
  owner: 'you own it',
  writer: 'you can change it',
  writerWithoutPrivateAccess: 'you can change it, private events are hidden',
  reader: 'you can only read it',
  freeBusyReader: 'you see only when it is busy',
  unknown: 'what you may do there is not known',
};

export const directions = {
  'bidirectional': 'Both ways',
  'bidirectionalWhat': 'A change here is made in Google, and a change in Google is made here.',
  'to-google': 'Only to Google',
  'to-googleWhat': 'Appointments are put into Google. Google events only block time.',
  'from-google': 'Only from Google',
  'from-googleWhat': 'Google events come here. Nothing is written to Google.',
  'notInOneWay': 'Only with Google Calendar (2‑way).',
};

export const modes = {
  'one-way': 'One-way',
  'one-wayWhat': 'Your appointments go to Google. Google events only block time, in grey. Nobody is added as a contact.',
  'two-way': 'Two-way',
  'two-wayWhat': 'Events and appointments follow each other. Guests become contacts, and your automations run.',
  'smart': 'Smart',
  'smartWhat': 'Events with people you already know become appointments and run automations. All others only block time, in grey.',
  'disable-trigger': 'Two-way without automations',
  'disable-triggerWhat': 'Like two-way, guests become contacts, but nothing is triggered.',
  'notInDirection': 'Not with this direction: nothing is taken from Google.',
};
