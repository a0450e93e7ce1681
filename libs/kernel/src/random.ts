import { randomBytes } from 'node:crypto';

/** Randomness, passed in everywhere. `bytes` is for secrets, `unit` (0 <= x < 1) for jitter. */
export interface Random {
  bytes(count: number): Uint8Array;
  unit(): number;
}

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  unit: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};

/** An unguessable token of `count` random bytes, base64url without padding (32 bytes = 43 characters). */
export const randomToken = (random: Random, count = 32): string => Buffer.from(random.bytes(count)).toString('base64url');
