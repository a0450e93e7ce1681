const AUTH = 'https://www.googleapis.com/auth/';
const EMAIL = `${AUTH}userinfo.email`;
const PROFILE = `${AUTH}userinfo.profile`;

/** What a box of the consent page says, by scope; also the list of scopes this Google knows. */
const CALENDAR: Record<string, string> = {
  calendar: 'See, edit, share, and permanently delete all the calendars you can access using Google Calendar',
  'calendar.readonly': 'See and download any calendar you can access using your Google Calendar',
  'calendar.events': 'View and edit events on all your calendars',
  'calendar.events.readonly': 'View events on all your calendars',
  'calendar.events.owned': 'See, create, change, and delete events on Google calendars you own',
  'calendar.events.owned.readonly': 'See the events on Google calendars you own',
  'calendar.events.freebusy': 'See the availability on Google calendars you have access to',
  'calendar.events.public.readonly': 'See the events on public calendars',
  'calendar.freebusy': 'View your availability in your calendars',
  'calendar.calendarlist': 'See, add, and remove Google calendars you’re subscribed to',
  'calendar.calendarlist.readonly': 'See the list of Google calendars you’re subscribed to',
  'calendar.calendars': 'See and change the properties of Google calendars you have access to, and create secondary calendars',
  'calendar.calendars.readonly': 'See the title, description, default time zone, and other properties of Google calendars you have access to',
  'calendar.acls': 'See and change the sharing permissions of Google calendars you own',
  'calendar.acls.readonly': 'See the sharing permissions of Google calendars you own',
  'calendar.app.created': 'Make secondary Google calendars, and see, create, change, and delete events on them',
  'calendar.settings.readonly': 'View your Calendar settings',
};

const SIGN_IN: Record<string, string> = {
  openid: 'Associate you with your personal info on Google',
  [EMAIL]: 'See your primary Google Account email address',
  [PROFILE]: 'See your personal info, including any personal info you’ve made publicly available',
};

/** `email` and `profile` are written out in full by Google wherever it reports granted scopes. */
const ALIASES: Record<string, string> = { email: EMAIL, profile: PROFILE };

export const fullScope = (scope: string): string => ALIASES[scope] ?? scope;
/** The part after `/auth/`, for tables. */
export const shortScope = (scope: string): string => (scope.startsWith(AUTH) ? scope.slice(AUTH.length) : scope);
export const isSignInScope = (scope: string): boolean => fullScope(scope) in SIGN_IN;
export const isKnownScope = (scope: string): boolean => isSignInScope(scope) || (scope.startsWith(AUTH) && shortScope(scope) in CALENDAR);
export const scopeText = (scope: string): string => SIGN_IN[fullScope(scope)] ?? CALENDAR[shortScope(scope)] ?? scope;

/** A space-separated list, doubles dropped, aliases written out, order kept. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter(Boolean).map(fullScope))];
}

export const EMAIL_SCOPE = EMAIL;
export const PROFILE_SCOPE = PROFILE;
