import { AppError } from '@portal-sync/kernel';
import type { Query } from '@portal-sync/store';
import type { IndexValue } from '@portal-sync/store/engine';
import type { MongoIndex } from './collection-indexes.ts';
import { after, before, comparePlaces, type Place } from './index-order.ts';

export type QueryShape = Pick<Query, 'equals' | 'range' | 'order'>;

/** The stretch of an index that a query walks: from `min` on, up to but not including `max`. */
export interface Bounds {
  readonly min: Place;
  readonly max: Place;
}

/** How many values a cursor of this query holds: those of the paths that are not fixed. */
export const openPaths = (index: MongoIndex, query: QueryShape): number => index.paths.length - query.equals.length;

/**
 * The stretch of an index that holds what a query finds, or undefined where nothing can be. Since an index holds its values in one
 * order over all types, a query is one stretch of it, also where values are null, and also after a cursor.
 */
export function indexBounds(index: MongoIndex, query: QueryShape, cursor?: readonly IndexValue[]): Bounds | undefined {
  const { equals, range = {} } = query;
  if (equals.length > index.fields.length) throw wrong('gives more values than the index has fields');
  const limits = Object.values(range).filter((value) => value !== undefined);
  if (limits.length > 0 && equals.length === index.fields.length) throw wrong('has a range but no index field left for it');
  const { length } = index.paths;
  const mins = [before(equals, length)];
  const maxes = [after(equals, length)];
  // A range finds no null: it begins after all of them.
  if (limits.length > 0) mins.push(after([...equals, null], length));
  if (range.gt !== undefined) mins.push(after([...equals, range.gt], length));
  if (range.gte !== undefined) mins.push(before([...equals, range.gte], length));
  if (range.lt !== undefined) maxes.push(before([...equals, range.lt], length));
  if (range.lte !== undefined) maxes.push(after([...equals, range.lte], length));
  if (cursor !== undefined && query.order === 'desc') maxes.push([...equals, ...cursor]);
  else if (cursor !== undefined) mins.push(after([...equals, ...cursor], length));
  const min = mins.reduce((a, b) => (comparePlaces(a, b) < 0 ? b : a));
  const max = maxes.reduce((a, b) => (comparePlaces(a, b) < 0 ? a : b));
  return comparePlaces(min, max) < 0 ? { min, max } : undefined;
}

const wrong = (what: string): AppError => new AppError('internal', { detail: `A query ${what}.` });
