const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts, as Standard Webhooks 1.0.0 suggests: the first attempt is at once, the last about three days later. */
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** How an attempt ended: the status of the answer, or why there was none. */
export type Answer = { readonly status: number } | { readonly failure: 'no-answer' | 'blocked-address' | 'cannot-sign' };

export type AfterAttempt =
  | { readonly state: 'delivered' }
  | { readonly state: 'waiting'; readonly waitMs: number; readonly why: string }
  | { readonly state: 'failed'; readonly why: string; /** 410: the receiver wants no more. */ readonly turnOff: boolean };

/**
 * What follows from an attempt. Only a 2xx is delivered; a redirect is a failure like any, it is never followed.
 * `attempts` counts this one; `unit` (0 <= x < 1) spreads the waits by a tenth either way.
 */
export function afterAttempt(answer: Answer, attempts: number, unit: number): AfterAttempt {
  const status = 'status' in answer ? answer.status : 0;
  if (status >= 200 && status < 300) return { state: 'delivered' };
  const why = 'status' in answer ? `status-${status}` : answer.failure;
  if (status === 410) return { state: 'failed', why, turnOff: true };
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return { state: 'failed', why, turnOff: false };
  return { state: 'waiting', waitMs: Math.round(wait * (0.9 + unit * 0.2)), why };
}
