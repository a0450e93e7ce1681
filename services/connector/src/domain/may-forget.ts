import type { MirrorDoc } from '../repos/mirrors.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What is over for so long is not kept for its own sake. */
export const FORGOTTEN_AFTER_MS = 90 * DAY_MS;
/** Time that was taken can be leafed back to for a year. */
const BLOCKS_KEPT_MS = 365 * DAY_MS;

export interface ForgetFacts {
  /** An appointment stands in this event. */
  readonly linked: boolean;
  /** It takes time that the calendar shows grey. */
  readonly blocking: boolean;
  /** It is an occurrence of a series that we keep. */
  readonly inSeries: boolean;
  readonly now: number;
}

/** Whether what we keep of an event may go because it ended long ago. A series goes on, and its exceptions say where it does not. */
export function mayForget(mirror: Pick<MirrorDoc, 'endsAt' | 'recurrence'>, { linked, blocking, inSeries, now }: ForgetFacts): boolean {
  if (linked || inSeries || mirror.recurrence.length > 0) return false;
  return mirror.endsAt < now - (blocking ? BLOCKS_KEPT_MS : FORGOTTEN_AFTER_MS);
}
