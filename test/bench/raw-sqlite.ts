import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { news, type BenchRecord, type RawJobs } from './store-jobs.ts';

/** node:sqlite by itself on a file of its own, with the same indexes and the same flush at each commit as the port's. */
export function openRawSqlite(folder: string, standing: readonly BenchRecord[]): { jobs: RawJobs; close(): Promise<void> } {
  const db = new DatabaseSync(join(folder, 'raw.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000');
  db.exec('CREATE TABLE records (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, doc TEXT NOT NULL)');
  for (const path of ['at', 'state.kind']) db.exec(`CREATE INDEX "by ${path}" ON records (json_extract(doc, '$.agencyId'), json_extract(doc, '$.${path}'), key)`);
  db.exec('CREATE TABLE outbox (id INTEGER PRIMARY KEY, partition INTEGER NOT NULL, message TEXT NOT NULL)');
  // Readers go along one partition in order.
  db.exec('CREATE INDEX "by partition" ON outbox (partition, id)');
  const insert = db.prepare('INSERT INTO records (key, version, doc) VALUES (?, 1, ?)');
  const read = db.prepare('SELECT version, doc FROM records WHERE key = ?');
  const write = db.prepare('UPDATE records SET doc = ?, version = version + 1 WHERE key = ? AND version = ?');
  const send = db.prepare('INSERT INTO outbox (partition, message) VALUES (1, ?)');
  const page = db.prepare(`SELECT doc FROM records WHERE json_extract(doc, '$.agencyId') = ? AND json_extract(doc, '$.at') >= ? ORDER BY json_extract(doc, '$.at'), key LIMIT 100`);
  const parse = (row: Record<string, unknown> | undefined): BenchRecord => JSON.parse(String(row?.['doc'])) as BenchRecord;
  const count = (id: string): void => {
    const row = read.get(id);
    const doc = parse(row);
    write.run(JSON.stringify({ ...doc, state: { ...doc.state, count: doc.state.count + 1 } }), id, Number(row?.['version']));
  };
  for (const doc of standing) insert.run(doc.id, JSON.stringify(doc));
  const jobs: RawJobs = {
    insert: async (record) => insert.run(record.id, JSON.stringify(record)),
    update: async (id) => count(id),
    async transaction(id, record) {
      db.exec('BEGIN IMMEDIATE');
      count(id);
      insert.run(record.id, JSON.stringify(record));
      send.run(JSON.stringify(news(record.id)));
      db.exec('COMMIT');
    },
    get: async (id) => parse(read.get(id)),
    page: async (from) => page.all('agency', from).map(parse),
  };
  return { jobs, close: async () => db.close() };
}
