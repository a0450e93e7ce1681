import { createHash } from 'node:crypto';

/** Count and checksum of documents, the same in whatever order they come. */
export interface Totals {
  readonly count: number;
  /** XOR of the SHA-256 of each, hexadecimal. */
  readonly sha256: string;
}

export interface Tally {
  add(doc: unknown): void;
  totals(): Totals;
}

export function createTally(): Tally {
  const sum = Buffer.alloc(32);
  let count = 0;
  return {
    add(doc) {
      const hash = createHash('sha256').update(canonical(doc)).digest();
      for (const [at, byte] of hash.entries()) sum[at] = (sum[at] ?? 0) ^ byte;
      count++;
    },
    totals: () => ({ count, sha256: sum.toString('hex') }),
  };
}

/** JSON with its names in order: engines may keep them in another. */
const canonical = (doc: unknown): string =>
  JSON.stringify(doc, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
