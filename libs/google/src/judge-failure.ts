import type { GoogleFailureReason } from './google-failure.ts';

/** What an error answer of Google's says, as far as it was readable. */
export interface ErrorAnswer {
  readonly status: number;
  /** `error.errors[0].reason`, or ErrorInfo's reason. */
  readonly word: string | undefined;
}

const LIMIT_WORDS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'dailyLimitExceeded', 'RATE_LIMIT_EXCEEDED']);
const SCOPE_WORDS = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);

/** Status and reason word to our closed list. The word decides before the status: a quota-shaped 403 is no loss of permission. */
export function judgeFailure({ status, word }: ErrorAnswer): GoogleFailureReason {
  if (word === 'pushNotSupportedForRequestedResource') return 'not-watchable';
  if (word !== undefined && LIMIT_WORDS.has(word)) return 'rate-limited';
  if (word === 'quotaExceeded') return 'usage-limited';
  if (word !== undefined && SCOPE_WORDS.has(word)) return 'scope';
  switch (status) {
    case 401: return 'auth';
    case 403: return 'forbidden';
    case 404: return 'not-found';
    case 409: return 'duplicate';
    case 410: return word === 'deleted' || word === undefined ? 'gone' : 'full-sync-required';
    case 412: return 'precondition';
    case 429: return 'rate-limited';
    case 408: return 'no-answer';
    default: return status >= 500 ? 'server' : 'invalid';
  }
}
