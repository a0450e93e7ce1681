import { AppError } from '@portal-sync/kernel';
import type { Query } from '@portal-sync/store';
import type { TableIndex } from './table.ts';

export type SqlValue = string | number | null;

/** SQLite knows no booleans: its JSON functions give 0 and 1. */
export const toSql = (value: string | number | boolean | null): SqlValue => (typeof value === 'boolean' ? Number(value) : value);

/** A condition that one walk along an index can satisfy, and the order of that walk. */
export interface Segment {
  readonly where: string;
  readonly values: readonly SqlValue[];
  readonly order: string;
}

interface Term {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly isNull?: true;
}

export type QueryShape = Pick<Query, 'equals' | 'range' | 'order'>;

/** The columns that `equals` leaves open: what orders the result and what a cursor remembers. The key settles ties. */
export const openColumns = (index: TableIndex, query: QueryShape): readonly string[] => {
  const rest = index.columns.slice(query.equals.length);
  return index.unique ? rest : [...rest, 'key'];
};

/**
 * A query as walks along its index, to be run in turn until the page is full. After a cursor (a, b, key) these are
 * "same a, same b, key beyond", then "same a, b beyond", then "a beyond": each a plain range, also where values are null.
 */
export function planQuery(index: TableIndex, query: QueryShape, after?: readonly SqlValue[]): readonly Segment[] {
  const descending = query.order === 'desc';
  const open = openColumns(index, query);
  const fixed = fixedTerms(index, query);
  const range = rangeTerms(index, query);
  // A unique index holds no null, and a range finds none: such a walk would be in vain.
  const segments = (terms: readonly Term[], order: readonly string[]): readonly Segment[] =>
    index.unique && terms.some((term) => term.isNull) ? [] : [segment(terms, order, descending)];
  if (after === undefined) return segments([...fixed, ...range], open);
  return open.flatMap((_, back) => {
    const at = open.length - 1 - back;
    const same = open.slice(0, at).map((column, i) => equal(column, after[i] ?? null));
    return beyond(open[at] ?? 'key', after[at] ?? null, descending).flatMap((next) => {
      if (next.isNull && at === 0 && range.length > 0) return [];
      // Ordering by a column that is always null would make SQLite sort.
      return segments([...fixed, ...same, next, ...(at === 0 ? range : [])], open.slice(next.isNull ? at + 1 : at));
    });
  });
}

function fixedTerms(index: TableIndex, query: QueryShape): readonly Term[] {
  if (query.equals.length > index.columns.length) throw wrong('gives more values than the index has fields');
  const terms = query.equals.map((value, i) => equal(index.columns[i] ?? '', toSql(value)));
  // SQLite uses a partial index only for a query that says the same.
  const present = index.unique ? index.columns.map((column) => ({ sql: `${column} IS NOT NULL`, values: [] })) : [];
  return [...terms, ...present];
}

function rangeTerms(index: TableIndex, query: QueryShape): readonly Term[] {
  const bounds = Object.entries(query.range ?? {}).filter(([, value]) => value !== undefined);
  if (bounds.length === 0) return [];
  const column = index.columns[query.equals.length];
  if (column === undefined) throw wrong('has a range but no index field left for it');
  return bounds.map(([bound, value]) => ({ sql: `${column} ${OPERATORS[bound as keyof typeof OPERATORS]} ?`, values: [value as SqlValue] }));
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

const equal = (column: string, value: SqlValue): Term =>
  value === null ? { sql: `${column} IS NULL`, values: [], isNull: true } : { sql: `${column} = ?`, values: [value] };

/** What comes after `value` in the walk. Null stands before everything; minus infinity is the least value that is not null. */
function beyond(column: string, value: SqlValue, descending: boolean): readonly Term[] {
  if (!descending) return [value === null ? { sql: `${column} >= ?`, values: [-Infinity] } : { sql: `${column} > ?`, values: [value] }];
  return value === null ? [] : [{ sql: `${column} < ?`, values: [value] }, equal(column, null)];
}

const segment = (terms: readonly Term[], order: readonly string[], descending: boolean): Segment => ({
  where: terms.length === 0 ? '' : `WHERE ${terms.map((term) => term.sql).join(' AND ')}`,
  values: terms.flatMap((term) => term.values),
  order: order.length === 0 ? '' : `ORDER BY ${order.map((column) => (descending ? `${column} DESC` : column)).join(', ')}`,
});

const wrong = (what: string): AppError => new AppError('internal', { detail: `A query ${what}.` });
