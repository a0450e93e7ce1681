/** A delivery to one endpoint about one appointment that still waits, as far as the order asks. */
export interface InLane {
  readonly appointmentVersion: number;
  readonly attempts: number;
}

/** After so many attempts in vain (the third is some five minutes after the first) a message does not hold up later ones any more. */
export const HOLDS_FOR = 3;

/** How soon to look again: one that was not tried yet is under way, one that failed comes again in seconds or minutes. */
const SOON_MS = 250;
const LATER_MS = 1_000;

/**
 * How long a delivery waits for earlier versions of its appointment at the same endpoint, ms; undefined: it is its turn. An earlier one holds the
 * later ones back until it is taken, given up, or was tried several times: a receiver that fails for a moment hears everything in order, and one
 * message that it never takes does not silence the rest.
 */
export function waitsInLane(version: number, waiting: readonly InLane[]): number | undefined {
  const ahead = waiting.filter(({ appointmentVersion, attempts }) => appointmentVersion < version && attempts < HOLDS_FOR);
  if (ahead.length === 0) return undefined;
  return ahead.some(({ attempts }) => attempts === 0) ? SOON_MS : LATER_MS;
}
