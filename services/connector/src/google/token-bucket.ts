export interface BucketLimits {
  readonly perMinute: number;
  /** How many may leave at once after a pause. */
  readonly burst: number;
}

/** A token bucket: never more than `perMinute` in any minute, bursts included. Times in ms. */
export interface TokenBucket {
  /** Takes one token and answers 0, or takes none and answers in how many ms there will be one. `reserve` tokens are left for others. */
  take(now: number, reserve?: number): number;
}

export function createTokenBucket({ perMinute, burst }: BucketLimits): TokenBucket {
  const perMs = Math.max(1, perMinute - burst) / 60_000;
  let tokens = burst;
  let at: number | undefined;
  return {
    take(now, reserve = 0) {
      if (at !== undefined && now > at) tokens = Math.min(burst, tokens + (now - at) * perMs);
      at = at === undefined ? now : Math.max(at, now);
      if (tokens >= 1 + reserve) {
        tokens -= 1;
        return 0;
      }
      return Math.ceil((1 + reserve - tokens) / perMs);
    },
  };
}
