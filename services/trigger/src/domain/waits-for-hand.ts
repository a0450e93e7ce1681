/** Calls to one endpoint by this process. */
export interface CallsToEndpoint {
  /** How many are under way. */
  readonly underWay: number;
  /** Whether the latest to end was answered, whatever the answer was. */
  readonly answers: boolean;
  /** How many had to wait since an answer came. */
  readonly turnedAway: number;
}

/** So many calls at once for an endpoint that has not shown that it answers, and at most: half of the hands of a process. */
const AT_FIRST = 2;
const AT_MOST = 8;

const WAIT = { firstMs: 250, growth: 1.05, mostMs: 300_000 };

/**
 * How long a call waits for those under way to its endpoint, ms; undefined: it may begin. A receiver that hangs would otherwise take every hand of
 * the process, and keep the other agencies' calls waiting. The more were turned away, the later each looks again, so that a long queue costs little.
 */
export function waitsForHand({ underWay, answers, turnedAway }: CallsToEndpoint): number | undefined {
  if (underWay < (answers ? AT_MOST : AT_FIRST)) return undefined;
  return Math.round(Math.min(WAIT.firstMs * WAIT.growth ** turnedAway, WAIT.mostMs));
}
