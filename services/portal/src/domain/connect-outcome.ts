/** How a connect ended that made no connection. The connect page has a sentence and a way on for each. */
export const CONNECT_FAILURES = ['denied', 'box-missing', 'other-account', 'late', 'google-down', 'blocked', 'failed'] as const;
export type ConnectFailure = (typeof CONNECT_FAILURES)[number];

const MEANING: Readonly<Record<string, ConnectFailure>> = {
  access_denied: 'denied',
  box_missing: 'box-missing',
  missing_scopes: 'box-missing',
  other_account: 'other-account',
  account_mismatch: 'other-account',
  expired: 'late',
  gone: 'late',
  temporarily_unavailable: 'google-down',
  server_error: 'google-down',
  google_error: 'google-down',
  blocked: 'blocked',
};

/** What `?error=` of the connect pages means here. */
export function connectFailure(error: string): ConnectFailure {
  const key = error.replaceAll('-', '_');
  return Object.hasOwn(MEANING, key) ? (MEANING[key] as ConnectFailure) : 'failed';
}

/** What a refused redemption means: by the problem's status. */
export function redeemFailure(status: number): ConnectFailure {
  if (status === 404 || status === 410) return 'late';
  if (status === 409) return 'blocked';
  return status === 502 || status === 503 ? 'google-down' : 'failed';
}
