/** Calls to one endpoint that are under way in this process. */
export interface CallsUnderWay {
  /** When each began, ms, the oldest first. */
  readonly startedAt: readonly number[];
  /** Whether the latest to end was answered quickly. */
  readonly quick: boolean;
}

/** So many calls at once for an endpoint that has not shown that it answers. */
const AT_FIRST = 2;

/** An answer within this time, ms, is quick. */
export const QUICK_MS = 2_000;

const WAIT_MS = { least: 250, most: 10_000 };

/**
 * How long a call waits for those under way to its endpoint, ms; undefined: it may begin. A receiver that hangs would otherwise take every hand of
 * the process, and keep the other agencies' calls waiting. The longer the oldest hangs, the later the next look.
 */
export function waitsForHand({ startedAt, quick }: CallsUnderWay, now: number): number | undefined {
  if (quick || startedAt.length < AT_FIRST) return undefined;
  return Math.min(Math.max(now - (startedAt[0] ?? now), WAIT_MS.least), WAIT_MS.most);
}
