/** Why somebody is back at the sign-in page without being signed in. The page has a sentence for each. */
export const SIGN_IN_FAILURES = ['unknown-person', 'other-account', 'link-used', 'denied', 'google-failed', 'expired', 'busy', 'failed'] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** What the broker's answer to an authorization request means here (RFC 6749 section 4.1.2.1): its description names the reason in one word of ours. */
export function signInFailure(error: string, description: string | undefined): SignInFailure {
  const named = SIGN_IN_FAILURES.find((failure) => failure === description);
  if (named !== undefined) return named;
  if (error === 'access_denied') return 'denied';
  return error === 'temporarily_unavailable' || error === 'server_error' ? 'busy' : 'failed';
}
