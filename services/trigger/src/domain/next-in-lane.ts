/** A delivery to one endpoint about one appointment that still waits, as far as the order asks. */
export interface InLane {
  readonly appointmentVersion: number;
  readonly attempts: number;
  /** When it is tried next; while it is tried, when its lease ends. */
  readonly dueAt: number | null;
}

/** After so many attempts in vain (the third is some five minutes after the first) a message does not hold up later ones any more. */
export const HOLDS_FOR = 3;

/** How soon to look again: one that was not tried yet is under way, and each one ahead takes its time; one that failed comes again when it is due, in seconds or minutes. */
const SOON_MS = 250;
const LATER_MS = { least: 1_000, most: 5_000 };

/**
 * How long a delivery waits for earlier versions of its appointment at the same endpoint, ms; undefined: it is its turn. An earlier one holds the
 * later ones back until it is taken, given up, or was tried several times: a receiver that fails for a moment hears everything in order, and one
 * message that it never takes does not silence the rest.
 */
export function waitsInLane(version: number, waiting: readonly InLane[], now: number): number | undefined {
  const ahead = waiting.filter(({ appointmentVersion, attempts }) => appointmentVersion < version && attempts < HOLDS_FOR);
  if (ahead.length === 0) return undefined;
  if (ahead.some(({ attempts }) => attempts === 0)) return Math.min(SOON_MS * ahead.length, LATER_MS.most);
  const nextMs = Math.min(...ahead.map(({ dueAt }) => (dueAt ?? now) - now));
  return Math.min(Math.max(nextMs, LATER_MS.least), LATER_MS.most);
}
