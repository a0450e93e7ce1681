import { describe, expect, test } from 'vitest';
import { GOOGLE_FAILURES } from './google-failure.ts';
import { judgeFailure } from './judge-failure.ts';

describe('what an error answer of Google\'s means', () => {
  test.each([
    [400, 'invalid', 'invalid'],
    [400, 'timeRangeEmpty', 'invalid'],
    [400, undefined, 'invalid'],
    [400, 'pushNotSupportedForRequestedResource', 'not-watchable'],
    [401, 'authError', 'auth'],
    [403, 'rateLimitExceeded', 'rate-limited'],
    [403, 'userRateLimitExceeded', 'rate-limited'],
    [403, 'RATE_LIMIT_EXCEEDED', 'rate-limited'],
    [403, 'dailyLimitExceeded', 'rate-limited'],
    [429, 'rateLimitExceeded', 'rate-limited'],
    [429, undefined, 'rate-limited'],
    [403, 'quotaExceeded', 'usage-limited'],
    [403, 'insufficientPermissions', 'scope'],
    [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope'],
    [403, 'forbidden', 'forbidden'],
    [403, 'forbiddenForNonOrganizer', 'forbidden'],
    [403, 'pushNotSupportedForRequestedResource', 'not-watchable'],
    [404, 'notFound', 'not-found'],
    [408, undefined, 'no-answer'],
    [409, 'duplicate', 'duplicate'],
    [410, 'deleted', 'gone'],
    [410, undefined, 'gone'],
    [410, 'fullSyncRequired', 'full-sync-required'],
    [410, 'updatedMinTooLongAgo', 'full-sync-required'],
    [412, 'conditionNotMet', 'precondition'],
    [500, 'backendError', 'server'],
    [503, undefined, 'server'],
    [599, undefined, 'server'],
  ] as const)('%i %s: %s', (status, word, reason) => {
    expect(judgeFailure({ status, word })).toBe(reason);
  });

  test('a limit in the shape of a 403 is no loss of permission', () => {
    for (const word of ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']) {
      expect(GOOGLE_FAILURES[judgeFailure({ status: 403, word })].retriable).toBe(true);
    }
    expect(GOOGLE_FAILURES[judgeFailure({ status: 403, word: 'forbidden' })].retriable).toBe(false);
  });
});
