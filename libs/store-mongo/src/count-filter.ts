import type { MongoIndex } from './collection-indexes.ts';
import type { QueryShape } from './index-bounds.ts';

/**
 * The conditions of a count, which takes no bounds. MongoDB compares within one type only; an index is in one order over all types, in which
 * text follows numbers. So a bound towards the other type is said as its opposite: "no number below 5" finds all text, too.
 */
export function countFilter(index: MongoIndex, query: QueryShape): Readonly<Record<string, unknown>> {
  const terms = query.equals.map((value, at): object => ({ [index.paths[at] ?? '']: { $eq: value } }));
  const path = index.paths[query.equals.length] ?? '';
  const bounds = Object.entries(query.range ?? {}).filter(([, value]) => value !== undefined);
  if (bounds.length > 0) terms.push({ [path]: { $ne: null } });
  for (const [bound, value] of bounds) {
    const opposite = typeof value === 'number' ? LOWER[bound] : UPPER[bound];
    terms.push({ [path]: opposite === undefined ? { [`$${bound}`]: value } : { $not: { [opposite]: value } } });
  }
  const only = Object.entries(index.only ?? {}).map(([field, condition]) => ({ [field]: condition }));
  const all = [...terms, ...only];
  return all.length === 0 ? {} : { $and: all };
}

const LOWER: Readonly<Record<string, string>> = { gt: '$lte', gte: '$lt' };
const UPPER: Readonly<Record<string, string>> = { lt: '$gte', lte: '$gt' };
