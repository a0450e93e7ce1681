import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Makes ids. They sort by the time they were made, so that tables grow at their end. */
export type MakeId = () => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** ULID in lower case: 10 characters of time, 16 of randomness that only counts up within one millisecond (https://github.com/ulid/spec). */
export function createIds(clock: Clock, random: Random): MakeId {
  let lastTime = -1;
  let tail: number[] = [];
  return () => {
    const time = Math.max(clock.now(), lastTime);
    if (time === lastTime) tail = increment(tail);
    // The first digit starts below 16, so that counting up never overflows.
    else tail = Array.from(random.bytes(16), (byte, at) => byte & (at === 0 ? 15 : 31));
    lastTime = time;
    return encodeTime(time) + tail.map((digit) => ALPHABET[digit]).join('');
  };
}

function increment(digits: readonly number[]): number[] {
  const next = [...digits];
  for (let at = next.length - 1; at >= 0; at--) {
    const value = next[at] ?? 0;
    if (value < 31) {
      next[at] = value + 1;
      return next;
    }
    next[at] = 0;
  }
  return next;
}

function encodeTime(time: number): string {
  let text = '';
  for (let rest = time, i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
