import mongoose from 'mongoose';
import type { IndexValue } from '@portal-sync/store/engine';

const { MinKey, MaxKey } = mongoose.mongo;

/** Before and after every value that an index can hold. */
export const LEAST = new MinKey();
export const MOST = new MaxKey();

/** A place in an index: a value per path, in the order of the paths. */
export type Place = readonly (IndexValue | typeof LEAST | typeof MOST)[];

/**
 * Which of two places stands first in an index: negative, zero, positive. MongoDB's order of what JSON has as scalars
 * (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/), text byte by byte.
 */
export function comparePlaces(a: Place, b: Place): number {
  for (const [at, value] of a.entries()) {
    const order = compareValues(value, b[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: Place[number], b: Place[number]): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a === b || typeof a === 'object') return 0;
  return Number(a) < Number(b) ? -1 : 1;
}

const RANKS: Readonly<Record<string, number>> = { number: 2, string: 3, boolean: 4 };

function rank(value: Place[number]): number {
  if (value === LEAST) return 0;
  if (value === MOST) return 5;
  return RANKS[typeof value] ?? 1;
}

/** The place before everything in an index of `length` paths that begins with `values`. */
export const before = (values: Place, length: number): Place => [...values, ...Array.from({ length: length - values.length }, () => LEAST)];

/** The place after everything in an index of `length` paths that begins with `values`, and before all that follows. */
export const after = (values: Place, length: number): Place =>
  values.length < length ? [...values, ...Array.from({ length: length - values.length }, () => MOST)] : [...values.slice(0, -1), next(values.at(-1) ?? null)];

/** The least value that is greater. */
function next(value: Place[number]): Place[number] {
  if (typeof value === 'string') return `${value}\0`;
  if (typeof value === 'number') return nextNumber(value);
  return value === false ? true : value === null ? -Infinity : MOST;
}

/** Neighbours among floating-point numbers of one sign are neighbours as integers, too (IEEE 754). */
function nextNumber(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const float = new Float64Array([value]);
  const bits = new BigInt64Array(float.buffer);
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return float[0] ?? value;
}
