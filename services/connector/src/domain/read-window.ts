const DAY_MS = 24 * 60 * 60 * 1_000;

/** A full read reaches so far back; the sync token carries it on. Occurrences of series are laid out from there to so far ahead. */
export const WINDOW_BACK_MS = 31 * DAY_MS;
export const WINDOW_AHEAD_MS = 180 * DAY_MS;

/** Where the window of a full read begins (ms). */
export const windowStart = (fullReadSince: number): number => fullReadSince - WINDOW_BACK_MS;
