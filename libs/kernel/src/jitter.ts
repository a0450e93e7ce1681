/** Full-jitter backoff: a random wait between 0 and min(cap, base * 2^attempt). `unit` is a random number 0 <= x < 1; times in ms. */
export const backoffMs = (attempt: number, unit: number, limits: { baseMs: number; capMs: number }): number =>
  Math.round(unit * Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 30)));

/** `ms` moved by up to `share` either way, so that many timers do not meet. */
export const jitterMs = (ms: number, unit: number, share = 0.1): number => Math.round(ms * (1 + (unit * 2 - 1) * share));
