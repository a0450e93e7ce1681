import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Gives the prepared statement of an SQL text, preparing it once. */
export type Statements = (sql: string) => StatementSync;

/** SQL texts come from declarations and the shape of a query, never from values, so the cache stays small. */
export function cacheStatements(db: DatabaseSync): Statements {
  const known = new Map<string, StatementSync>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = db.prepare(sql);
    known.set(sql, made);
    return made;
  };
}
