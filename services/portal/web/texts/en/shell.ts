export const shell = {
  add: 'Add',
  back: 'Go back',
  broke: 'This page could not be shown.',
  cancel: 'Cancel',
  close: 'Close',
  done: 'Done',
  edit: 'Edit',
  home: 'To the start page',
  loading: 'Loading',
  lost: 'Live updates are interrupted.',
  lostWhat: 'What you see may be up to half a minute old. We keep trying; you need not do anything.',
  more: 'Show more',
  navigation: 'Main navigation',
  no: 'No',
  notFound: 'Not found',
  notFoundHere: 'There is nothing at this address.',
  notFoundWhy: 'It may have been removed, or the link is not complete.',
  offline: 'You are offline.',
  offlineWhat: 'What you see was loaded earlier. Changes can be made when the connection is back.',
  personMenu: 'Signed in as',
  reference: 'Reference for support: {reference}',
  reload: 'Load it again',
  remove: 'Remove',
  retry: 'Try again',
  save: 'Save',
  signOut: 'Sign out',
  skip: 'Skip to the content',
  undo: 'Undo',
  yes: 'Yes',
};

export const nav = {
  integrations: 'Integrations',
  calendar: 'Calendar',
  contacts: 'Contacts',
  log: 'Sync log',
  settings: 'Settings',
  admin: 'Admin',
  more: 'More',
};

export const roles = { admin: 'Admin', staff: 'Staff', client: 'Client', prospect: 'Prospect' };
export const rolesMany = { admin: 'Admins', staff: 'Staff', client: 'Clients', prospect: 'Prospects' };

export const signIn = {
  title: 'Sign in',
  lead: 'Sign in to see your calendar.',
  invited: 'You are invited to {agency}. Sign in with the Google account you want to use here.',
  button: 'Sign in with Google',
  help: 'Questions?',
};

export const signInFailures = {
  'unknown-person': 'This Google account is not known at {agency}. Ask {support} to add you, or sign in with the account you were invited with.',
  'other-account': 'At {agency} you use another Google account. Sign in with that one, or ask {support}.',
  'link-used': 'This invitation was used already or is too old. Ask {support} for a new one.',
  'denied': 'You stopped signing in at Google. Nothing was changed.',
  'google-failed': 'Google could not sign you in just now. Try again in a moment.',
  'ended': 'You were signed out: it was long ago, or it was done in another window. Sign in to go on where you were.',
  'expired': 'Signing in took too long, or was begun in another window. Please begin again.',
  'busy': 'We cannot sign you in right now. Try again in a moment.',
  'failed': 'Signing in did not work. Try again; if it stays so, ask {support}.',
};

export const problems = {
  'bad-request': 'We could not understand this request. Load the page again and try once more.',
  'not-signed-in': 'You are no longer signed in. Sign in again to go on.',
  'forbidden': 'This is not allowed for you. Ask your agency if you need it.',
  'not-found': 'This is no longer there, or not for you.',
  'already-exists': 'This exists already.',
  'conflict': 'Somebody changed this at the same moment. Look at it again and repeat your change.',
  'refused': 'This cannot be done now.',
  'gone': 'This is no longer available.',
  'precondition-failed': 'This changed since you looked. You now see how it stands; repeat your change if you still want it.',
  'too-large': 'This is too large.',
  'invalid': 'Some values are not accepted. Check what you filled in.',
  'precondition-required': 'This changed since you looked. Load it again.',
  'too-many-requests': 'That was a lot at once. Wait a moment and try again.',
  'internal': 'Something went wrong on our side. We have noted it. Try again.',
  'upstream-failed': 'A system we depend on did not answer as it should. Try again in a moment.',
  'unavailable': 'This cannot be reached at the moment. Nothing was lost. Try again in a moment.',
  'offline': 'There is no connection. Check your network and try again.',
};

export const later = {
  mark: 'Not yet available',
  product: 'This comes with a later version.',
};

export const fieldProblems = {
  missing: 'Fill this in.',
  email: 'Write an address like ann@example.com.',
  url: 'Write an address that begins with https://.',
};
