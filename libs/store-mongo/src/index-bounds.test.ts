import type { Query } from '@portal-sync/store';
import type { IndexValue } from '@portal-sync/store/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectionIndexes } from './collection-indexes.ts';
import { indexBounds } from './index-bounds.ts';
import { comparePlaces } from './index-order.ts';

const { declared } = collectionIndexes({ name: 'things', due: false, indexes: { ordered: { fields: ['a', 'b'] }, unique: { fields: ['a', 'b'], unique: true } } });

const value: fc.Arbitrary<IndexValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom(0, -0, 1, -1, 2 ** 53, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('', 'a', 'a\0', 'é', '\uffff', '😀'),
  fc.string(),
);
const bound = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom('', 'a', 'z'), fc.double({ noNaN: true, noDefaultInfinity: true }));
const range = fc.record({ gt: bound, gte: bound, lt: bound, lte: bound }, { requiredKeys: [] });

/** Order of two values, said the long way. */
function order(a: IndexValue, b: IndexValue): number {
  const kind = (each: IndexValue) => ['object', 'number', 'string', 'boolean'].indexOf(typeof each);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
  return Number(a) - Number(b) === 0 ? 0 : Number(a) < Number(b) ? -1 : 1;
}

const fits = (each: IndexValue, { gt, gte, lt, lte }: NonNullable<Query['range']>): boolean =>
  each !== null &&
  (gt === undefined || order(each, gt) > 0) &&
  (gte === undefined || order(each, gte) >= 0) &&
  (lt === undefined || order(each, lt) < 0) &&
  (lte === undefined || order(each, lte) <= 0);

const isIn = (bounds: ReturnType<typeof indexBounds>, place: readonly IndexValue[]): boolean =>
  bounds !== undefined && comparePlaces(bounds.min, place) <= 0 && comparePlaces(place, bounds.max) < 0;

test.each(['ordered', 'unique'])('along an %s index a place is within the bounds of a query when it fits, whatever it holds', (name) => {
  const index = declared.get(name);
  fc.assert(
    fc.property(fc.tuple(value, value), range, fc.constantFrom(0, 1, 2), fc.boolean(), (values, limits, fixed, same) => {
      const equals = values.slice(0, fixed).map((each) => (same ? each : 'another'));
      const asked = fixed === 2 ? {} : { range: limits };
      const expected = (same || fixed === 0 || equals.every((each, at) => order(each, values[at] ?? null) === 0)) && (fixed === 2 || Object.keys(limits).length === 0 || fits(values[fixed] ?? null, limits));
      const place = name === 'unique' ? values : [...values, 'key'];
      expect(isIn(index && indexBounds(index, { equals, ...asked }), place)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['ordered', 'unique'])('along an %s index a page begins right after the place of the cursor, both ways', (name) => {
  const index = declared.get(name);
  const place = name === 'unique' ? fc.tuple(value, value) : fc.tuple(value, value, fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(place, place, (at, other) => {
      const isAfter = comparePlaces(other, at) > 0;
      expect(isIn(index && indexBounds(index, { equals: [] }, at), other)).toBe(isAfter);
      expect(isIn(index && indexBounds(index, { equals: [], order: 'desc' }, at), other)).toBe(comparePlaces(other, at) < 0);
    }),
    { numRuns: 2_000 },
  );
});
