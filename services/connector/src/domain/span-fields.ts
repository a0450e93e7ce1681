import { spanOf, type When } from '@portal-sync/kernel';

/**
 * What lasts longer than this is found by an index of its own. So a window is one bounded read for all that is short
 * (it begins at most this long before the window) and one for the few that are long.
 */
export const LONG_MS = 8 * 24 * 60 * 60 * 1000;

export interface SpanFields {
  /** ms; whole days begin at midnight in `zone`. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** = `endsAt` for what is long, otherwise null. */
  readonly longUntil: number | null;
}

/** The fields by which windows of time are read. */
export function spanFields(when: When, zone: string): SpanFields {
  const { from, to } = spanOf(when, zone);
  return { startsAt: from, endsAt: to, longUntil: to - from > LONG_MS ? to : null };
}
