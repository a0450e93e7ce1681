/** Throws that are the same for the same seed text (FNV-1a, then mulberry32). For demo data, never for secrets. */
export interface Dice {
  /** At least 0, below 1. */
  unit(): number;
  /** One of these, each as likely as its weight says. */
  pick<T>(from: readonly T[], weight?: (one: T) => number): T;
}

export function diceOf(seed: string): Dice {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    unit,
    pick(from, weight = () => 1) {
      let left = unit() * from.reduce((sum, one) => sum + weight(one), 0);
      return from.find((one) => (left -= weight(one)) < 0) ?? (from.at(-1) as (typeof from)[number]);
    },
  };
}
