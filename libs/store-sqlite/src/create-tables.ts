import type { DatabaseSync } from 'node:sqlite';
import type { Table } from './table.ts';

const OUTBOX = [
  // `at` is when the message was placed, ms since the epoch: what `prune` goes by.
  `CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, partition INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, message TEXT NOT NULL, UNIQUE (partition, position))`,
  `DROP INDEX IF EXISTS outbox_at`,
  // The last position of each partition as it was when rows were dropped: positions go on counting when none is left.
  `CREATE TABLE IF NOT EXISTS outbox_heads (partition INTEGER PRIMARY KEY, position INTEGER NOT NULL)`,
  // Written by ping: only a write shows that the file can be written.
  `CREATE TABLE IF NOT EXISTS pings (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)`,
];

/** Makes what is missing and drops indexes whose declaration changed, in one transaction. */
export function createTables(db: DatabaseSync, tables: readonly Table[]): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of OUTBOX) db.exec(sql);
    for (const table of tables) {
      db.exec(table.create);
      const wanted = [...table.indexes.values()];
      dropOthers(db, table, new Set(wanted.map((index) => index.name)));
      for (const index of wanted) db.exec(index.create);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function dropOthers(db: DatabaseSync, table: Table, wanted: ReadonlySet<string>): void {
  // Indexes without SQL text are SQLite's own, such as the one behind UNIQUE.
  const rows = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?`).all(table.name.slice(1, -1));
  for (const row of rows) {
    const name = `"${String(row['name'])}"`;
    if (!wanted.has(name)) db.exec(`DROP INDEX ${name}`);
  }
}
