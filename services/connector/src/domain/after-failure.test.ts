import { GOOGLE_FAILURES, type GoogleFailureReason } from '@portal-sync/google';
import { describe, expect, test } from 'vitest';
import { afterAccessRefused, afterFailure, MOST_ATTEMPTS, type FailedCall } from './after-failure.ts';

const call = (reason: GoogleFailureReason, more: Partial<FailedCall> = {}): FailedCall => ({
  reason, about: 'event', attempts: 0, retryAfterMs: undefined, ownLimit: false, unit: 1, ...more,
});
const hour = 3_600_000;

describe('what follows from a failed call', () => {
  const cases: readonly [GoogleFailureReason, Partial<FailedCall>, object][] = [
    ['auth', {}, { do: 'access-refused', reason: 'auth' }],
    ['scope', {}, { do: 'access-refused', reason: 'scope' }],
    ['rate-limited', {}, { do: 'wait', calendarAfterMs: 2_000, problem: null, ownLimit: false }],
    ['rate-limited', { attempts: 10 }, { do: 'wait', calendarAfterMs: 64_000, problem: null, ownLimit: false }],
    ['rate-limited', { ownLimit: true, retryAfterMs: 130, attempts: 9 }, { do: 'wait', calendarAfterMs: 130, problem: null, ownLimit: true }],
    ['rate-limited', { retryAfterMs: 30_000 }, { do: 'wait', calendarAfterMs: 30_000, problem: null, ownLimit: false }],
    ['usage-limited', {}, { do: 'wait', calendarAfterMs: hour, problem: 'quota', ownLimit: false }],
    ['usage-limited', { attempts: 9 }, { do: 'wait', calendarAfterMs: 6 * hour, problem: 'quota', ownLimit: false }],
    ['server', {}, { do: 'retry', afterMs: 1_000, calendarAfterMs: 1_000 }],
    ['no-answer', { attempts: 8 }, { do: 'retry', afterMs: 256_000, calendarAfterMs: 5_000 }],
    ['server', { attempts: MOST_ATTEMPTS - 1 }, { do: 'fail', problem: 'google-down' }],
    ['server', { about: 'calendar', attempts: 20 }, { do: 'retry', afterMs: 6 * hour, calendarAfterMs: 6 * hour }],
    ['invalid', {}, { do: 'fail', problem: 'invalid' }],
    ['forbidden', {}, { do: 'fail', problem: 'forbidden' }],
    ['forbidden', { about: 'calendar' }, { do: 'calendar-gone' }],
    ['duplicate', {}, { do: 'read-back' }],
    ['precondition', {}, { do: 'read-back' }],
    ['gone', {}, { do: 'gone' }],
    ['not-found', {}, { do: 'retry', afterMs: 2_000, calendarAfterMs: 0 }],
    ['not-found', { attempts: 1 }, { do: 'gone' }],
    ['not-found', { about: 'calendar' }, { do: 'retry', afterMs: 1_000, calendarAfterMs: 1_000 }],
    ['not-found', { about: 'calendar', attempts: 2 }, { do: 'calendar-gone' }],
    ['full-sync-required', { about: 'calendar' }, { do: 'full-read' }],
    ['not-watchable', { about: 'calendar' }, { do: 'poll' }],
  ];
  test.each(cases)('%s %o', (reason, more, expected) => {
    expect(afterFailure(call(reason, more))).toEqual(expected);
  });

  test('M02 what no retry helps is never retried, what passes is never taken for the loss of access', () => {
    for (const reason of Object.keys(GOOGLE_FAILURES) as GoogleFailureReason[]) {
      const after = afterFailure(call(reason, { attempts: 1 }));
      if (GOOGLE_FAILURES[reason].retriable) expect(['wait', 'retry'], reason).toContain(after.do);
      else expect(['wait', 'retry'], reason).not.toContain(after.do);
    }
  });

  test('M04 waiting grows to six hours and no further, and half of it is chance', () => {
    const waits = Array.from({ length: 40 }, (_, attempts) => afterFailure(call('server', { about: 'calendar', attempts })));
    expect(Math.max(...waits.map((after) => ('afterMs' in after ? after.afterMs : 0)))).toBe(6 * hour);
    expect(afterFailure(call('server', { about: 'calendar', attempts: 5, unit: 0 }))).toMatchObject({ afterMs: 16_000 });
  });
});

describe('what follows when Google takes no token of ours', () => {
  test.each([
    ['auth', 0, { afterMs: 4_000, problem: null }],
    ['auth', 2, { afterMs: 16_000, problem: null }],
    ['auth', 3, { afterMs: 900_000, problem: 'access-revoked' }],
    ['scope', 0, { afterMs: 900_000, problem: 'scope-missing' }],
  ] as const)('%s after %i failures', (reason, failures, expected) => {
    expect(afterAccessRefused(reason, { failures, unit: 1 })).toEqual(expected);
  });
});
