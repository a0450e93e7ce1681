/** A stored access token is handed out only while it lives at least this long, ms. */
export const LEAST_LIFE_MS = 120_000;

/** How the stored tokens of a connection stand. Times in ms. */
export interface RefreshState {
  /** Counts stored tokens. */
  readonly version: number;
  /** Null: none is stored. */
  readonly accessToken: object | null;
  readonly accessExpiresAt: number;
  readonly lease: { readonly until: number } | null;
  readonly restUntil: number;
}

export type RefreshMove =
  | { readonly kind: 'serve' }
  /** Google failed a moment ago: nobody asks again before `until`. */
  | { readonly kind: 'rest'; readonly until: number }
  /** Another one refreshes; its lease ends at `until`. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'refresh' };

/**
 * What a caller who wants a Google token does now. `newerThan`: only a token stored after this version will do (a probe asks Google itself).
 */
export function decideRefresh(entry: RefreshState, ask: { readonly now: number; readonly newerThan: number }): RefreshMove {
  const lives = entry.accessToken !== null && entry.accessExpiresAt - ask.now >= LEAST_LIFE_MS;
  if (lives && entry.version > ask.newerThan) return { kind: 'serve' };
  if (entry.lease !== null && entry.lease.until > ask.now) return { kind: 'wait', until: entry.lease.until };
  if (entry.restUntil > ask.now) return { kind: 'rest', until: entry.restUntil };
  return { kind: 'refresh' };
}
