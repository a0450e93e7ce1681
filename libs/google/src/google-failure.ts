/**
 * Why a call to Google failed: a closed list, judged from status and reason (https://developers.google.com/workspace/calendar/api/guides/errors).
 * What to do stands with each; nothing outside this package looks at Google's error bodies.
 */
export const GOOGLE_FAILURES = {
  /** 401: the access token is not taken. Get another once, then tell the broker. */
  'auth': { retriable: false },
  /** 403 insufficientPermissions: a scope is missing. Re-consent; data stays. */
  'scope': { retriable: false },
  /** 403/429 of domain usageLimits: back off. */
  'rate-limited': { retriable: true },
  /** 403 quotaExceeded: abuse limits; hours, not seconds. */
  'usage-limited': { retriable: true },
  /** 403 other: this calendar or event may not be written by us. */
  'forbidden': { retriable: false },
  /** 404: never existed or no access any more. */
  'not-found': { retriable: false },
  /** 409: the id is taken, also by a deleted event. */
  'duplicate': { retriable: false },
  /** 410 deleted. */
  'gone': { retriable: false },
  /** 410 fullSyncRequired: the sync token no longer counts. */
  'full-sync-required': { retriable: false },
  /** 412: somebody wrote in between. */
  'precondition': { retriable: false },
  /** 400: the record itself is not acceptable. Only an edit helps. */
  'invalid': { retriable: false },
  /** 400/403 pushNotSupportedForRequestedResource: poll this calendar. */
  'not-watchable': { retriable: false },
  /** 5xx. After a write its outcome is unknown. */
  'server': { retriable: true },
  /** No answer, or none in time. After a write its outcome is unknown. */
  'no-answer': { retriable: true },
} as const satisfies Record<string, { retriable: boolean }>;

export type GoogleFailureReason = keyof typeof GOOGLE_FAILURES;

/** The only error this port throws. `message` holds Google's reason word, never content. */
export class GoogleFailure extends Error {
  readonly reason: GoogleFailureReason;
  readonly status: number | undefined;
  /** Google's own word, e.g. `rateLimitExceeded`. */
  readonly word: string | undefined;
  /** From Retry-After, ms. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: GoogleFailureReason, about: { status?: number; word?: string; retryAfterMs?: number; cause?: unknown } = {}) {
    super(`google: ${reason}${about.word === undefined ? '' : ` (${about.word})`}`, about.cause === undefined ? undefined : { cause: about.cause });
    this.name = 'GoogleFailure';
    this.reason = reason;
    this.status = about.status;
    this.word = about.word;
    this.retryAfterMs = about.retryAfterMs;
  }

  get retriable(): boolean {
    return GOOGLE_FAILURES[this.reason].retriable;
  }

  /** True when a write may have been done although no success came back. */
  get outcomeUnknown(): boolean {
    return this.reason === 'server' || this.reason === 'no-answer';
  }
}
