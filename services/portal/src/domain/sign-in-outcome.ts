/** Why somebody is back at the sign-in page without being signed in. The page has a sentence for each. */
export type SignInFailure = 'unknown-person' | 'denied' | 'expired' | 'busy' | 'failed';

/** What the broker's answer to an authorization request means here (RFC 6749 section 4.1.2.1). */
export function signInFailure(error: string, description: string | undefined): SignInFailure {
  if (error === 'access_denied') return /unknown|invited|not known/i.test(description ?? '') ? 'unknown-person' : 'denied';
  if (error === 'temporarily_unavailable' || error === 'server_error') return 'busy';
  return 'failed';
}
