import { AppError } from '@portal-sync/kernel';
import type { CollectionShape, Page, Query } from '@portal-sync/store';
import type { IndexValue, SeenDocument } from '@portal-sync/store/engine';
import { indexValueAt, pageLimit, readCursor, writeCursor } from '@portal-sync/store/engine';
import { openColumns, planQuery, toSql } from './plan-query.ts';
import type { QueryShape } from './plan-query.ts';
import type { Statements } from './statements.ts';
import type { Table, TableIndex } from './table.ts';

/** A stored document; (id, version) tell whether it is still the same. */
export interface Row extends SeenDocument {
  readonly id: number;
  readonly version: number;
}

const COLUMNS = 'id, key, version, doc AS text';

/** The tables of one file: every SQL statement on documents, none of which waits or opens a transaction. */
export class Documents {
  readonly #statements: Statements;
  readonly #tables: ReadonlyMap<string, Table>;

  constructor(statements: Statements, tables: ReadonlyMap<string, Table>) {
    this.#statements = statements;
    this.#tables = tables;
  }

  get(collection: CollectionShape, key: string): Row | undefined {
    const { name } = this.#table(collection);
    return this.#statements(`SELECT ${COLUMNS} FROM ${name} WHERE key = ?`).get(key) as unknown as Row | undefined;
  }

  find(collection: CollectionShape, query: Query): Page<Row> {
    const table = this.#table(collection);
    const index = indexOf(collection, table, query.index);
    const limit = pageLimit(query);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, openColumns(index, query).length).map(toSql);
    const rows: Row[] = [];
    for (const walk of planQuery(index, query, after)) {
      const sql = `SELECT ${COLUMNS} FROM ${table.name} INDEXED BY ${index.name} ${walk.where} ${walk.order} LIMIT ?`;
      rows.push(...(this.#statements(sql).all(...walk.values, limit + 1 - rows.length) as unknown as Row[]));
      if (rows.length > limit) return { items: rows.slice(0, limit), next: writeCursor(cursorAt(index, query, rows[limit - 1])) };
    }
    return { items: rows };
  }

  /** By key; no key is empty. */
  scan(collection: CollectionShape, limit: number, after = ''): Page<Row> {
    const sql = `SELECT ${COLUMNS} FROM ${this.#table(collection).name} WHERE key > ? ORDER BY key LIMIT ?`;
    const rows = this.#statements(sql).all(after, limit + 1) as unknown as Row[];
    const next = rows[limit - 1]?.key;
    return rows.length > limit && next !== undefined ? { items: rows.slice(0, limit), next } : { items: rows };
  }

  count(collection: CollectionShape, query: QueryShape & Pick<Query, 'index'>): number {
    const table = this.#table(collection);
    const index = indexOf(collection, table, query.index);
    const walk = planQuery(index, { equals: query.equals, ...(query.range === undefined ? {} : { range: query.range }) })[0];
    if (walk === undefined) return 0;
    const sql = `SELECT count(*) AS found FROM ${table.name} INDEXED BY ${index.name} ${walk.where}`;
    return Number(this.#statements(sql).get(...walk.values)?.['found']);
  }

  due(collection: CollectionShape, now: number, limit: number): readonly Row[] {
    const table = this.#table(collection);
    if (table.due === undefined) throw new AppError('internal', { detail: `${collection.name} is not declared as due.` });
    const at = table.due.columns[0] ?? '';
    const sql = `SELECT ${COLUMNS} FROM ${table.name} INDEXED BY ${table.due.name} WHERE ${at} <= ? ORDER BY ${at}, key LIMIT ?`;
    return this.#statements(sql).all(now, limit) as unknown as Row[];
  }

  insert(collection: CollectionShape, key: string, text: string): void {
    this.#statements(`INSERT INTO ${this.#table(collection).name} (key, version, doc) VALUES (?, 1, ?)`).run(key, text);
  }

  put(collection: CollectionShape, key: string, text: string): void {
    const { name } = this.#table(collection);
    const sql = `INSERT INTO ${name} (key, version, doc) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET version = version + 1, doc = excluded.doc`;
    this.#statements(sql).run(key, text);
  }

  /** False when the document is no longer the one that was seen. */
  replace(collection: CollectionShape, seen: Row, text: string): boolean {
    const sql = `UPDATE ${this.#table(collection).name} SET version = version + 1, doc = ? WHERE id = ? AND version = ?`;
    return this.#statements(sql).run(text, seen.id, seen.version).changes === 1;
  }

  /** True when it was there. */
  remove(collection: CollectionShape, key: string): boolean {
    return this.#statements(`DELETE FROM ${this.#table(collection).name} WHERE key = ?`).run(key).changes === 1;
  }

  #table(collection: CollectionShape): Table {
    const table = this.#tables.get(collection.name);
    if (table === undefined) throw new AppError('internal', { detail: `${collection.name} was not declared when the store was opened.` });
    return table;
  }
}

function indexOf(collection: CollectionShape, table: Table, name: string): TableIndex {
  const index = table.indexes.get(name);
  if (index === undefined) throw new AppError('internal', { detail: `${collection.name} has no index ${name}.` });
  return index;
}

/** The values a cursor remembers of a page's last document. */
function cursorAt(index: TableIndex, query: QueryShape, row: Row | undefined): readonly IndexValue[] {
  const document: unknown = JSON.parse(row?.text ?? 'null');
  const values = index.fields.slice(query.equals.length).map((field) => indexValueAt(document, field));
  return index.unique ? values : [...values, row?.key ?? ''];
}
