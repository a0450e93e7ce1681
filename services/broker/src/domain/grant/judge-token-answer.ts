import type { FailureCause } from '@portal-sync/contracts';

/** What Google's token endpoint answered; null: nothing usable came. */
export type TokenAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> } | null;

export type TokenVerdict =
  | { readonly kind: 'fresh'; readonly accessToken: string; readonly expiresInS: number; readonly scope: string | undefined; readonly refreshToken: string | undefined }
  /** `revoked`: the grant itself is gone, so everything else that stands on it may be dead too. */
  | { readonly kind: 'failed'; readonly cause: FailureCause; readonly revoked: boolean };

const failed = (cause: FailureCause, revoked = false): TokenVerdict => ({ kind: 'failed', cause, revoked });

/** Errors that an administrator of the person's Google Workspace has to lift. */
const ADMIN = new Set(['admin_policy_enforced', 'org_internal', 'access_denied', 'restricted_client']);

/** Reads an answer to a refresh (RFC 6749 section 5.2, and what Google adds). Every failure is one of four causes. */
export function judgeTokenAnswer(answer: TokenAnswer): TokenVerdict {
  // no answer, too many requests, trouble at Google: passing
  if (answer === null || answer.status === 429 || answer.status >= 500) return failed('retry');
  const { body } = answer;
  if (answer.status === 200 && typeof body['access_token'] === 'string') {
    return {
      kind: 'fresh',
      accessToken: body['access_token'],
      expiresInS: typeof body['expires_in'] === 'number' ? body['expires_in'] : 3600,
      scope: typeof body['scope'] === 'string' ? body['scope'] : undefined,
      refreshToken: typeof body['refresh_token'] === 'string' && body['refresh_token'] !== '' ? body['refresh_token'] : undefined,
    };
  }
  const error = typeof body['error'] === 'string' ? body['error'] : '';
  // revoked, expired, unused for half a year, a hundred newer tokens
  if (error === 'invalid_grant') return failed('re-consent', body['error_subtype'] !== 'invalid_rapt');
  if (ADMIN.has(error)) return failed('admin-must-act');
  // wrong secret, deleted client, a request Google does not understand: ours to mend
  if (answer.status >= 400 && error !== '') return failed('operator-bug');
  // something that is not Google's token endpoint answered
  return failed('retry');
}
