import type { SignInFailure } from './bind-person.ts';

/** Our reasons in the words of RFC 6749 section 4.1.2.1. */
export const SIGN_IN_ERRORS: Readonly<Record<SignInFailure, { readonly error: string; readonly description: string }>> = {
  'denied': { error: 'access_denied', description: 'the person did not go on at Google' },
  'unknown-person': { error: 'access_denied', description: 'this Google account is not known here' },
  'other-account': { error: 'access_denied', description: 'not known under this Google account: the person uses another one here' },
  'link-used': { error: 'access_denied', description: 'not known here, and the invitation link was used or is too old' },
  'google-failed': { error: 'server_error', description: 'Google could not finish' },
  'expired': { error: 'server_error', description: 'the sign-in took too long' },
};
