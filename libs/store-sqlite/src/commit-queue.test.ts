import { DatabaseSync } from 'node:sqlite';
import type { CommitHint } from '@portal-sync/store';
import { expect, test } from 'vitest';
import { CommitQueue } from './commit-queue.ts';
import { cacheStatements } from './statements.ts';

function setUp() {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY)');
  const statements = cacheStatements(db);
  const ran: string[] = [];
  const deferred: (() => void)[] = [];
  const hints: CommitHint[] = [];
  const queue = new CommitQueue({
    db,
    statements: (sql) => {
      ran.push(sql);
      return statements(sql);
    },
    defer: (run) => void deferred.push(run),
    committed: (told) => void hints.push(...told),
  });
  const add = (n: number) => queue.run(() => ({ result: statements('INSERT INTO t (n) VALUES (?)').run(n), hint: { collections: new Set([`${n}`]), sent: false } }));
  const rows = () => db.prepare('SELECT n FROM t').all().map((row) => row['n']);
  const turn = () => deferred.shift()?.();
  return { db, queue, add, rows, turn, ran, hints };
}

const settled = (work: Promise<unknown>) => work.then(() => 'done', (error: { code?: string }) => error.code ?? 'failed');

test('jobs that come in together share one transaction', async () => {
  const { add, rows, turn, ran } = setUp();
  const jobs = [add(1), add(2), add(3)];
  expect(rows()).toEqual([]);
  turn();
  await Promise.all(jobs);
  expect(rows()).toEqual([1, 2, 3]);
  expect(ran.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
});

test('a job that fails undoes itself and no other, and gives no hint', async () => {
  const { add, queue, rows, turn, hints, db } = setUp();
  const bad = queue.run(() => {
    db.prepare('INSERT INTO t (n) VALUES (99)').run();
    throw new Error('no');
  });
  const jobs = [add(1), bad, add(1), add(2)].map(settled);
  turn();
  expect(await Promise.all(jobs)).toEqual(['done', 'failed', 'already-exists', 'done']);
  expect(rows()).toEqual([1, 2]);
  expect(hints.flatMap((hint) => [...hint.collections])).toEqual(['1', '2']);
});

test('a job that has a round to itself undoes itself when it fails, and the next goes on', async () => {
  const { queue, add, rows, turn, hints, db, ran } = setUp();
  for (const error of [new Error('no'), undefined]) {
    const bad = queue.run(() => {
      db.prepare('INSERT INTO t (n) VALUES (99)').run();
      if (error !== undefined) throw error;
      return { result: db.prepare('INSERT INTO t (n) VALUES (99)').run() };
    });
    const end = settled(bad);
    turn();
    expect(await end).toBe(error === undefined ? 'already-exists' : 'failed');
  }
  const next = add(1);
  turn();
  await next;
  expect([rows(), hints.length, db.isTransaction]).toEqual([[1], 1, false]);
  expect(ran.filter((sql) => sql.startsWith('SAVEPOINT'))).toEqual([]);
});

test('a job is not answered before the commit, and all fail when the commit fails', async () => {
  const { add, db, turn, rows, hints } = setUp();
  db.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED); PRAGMA foreign_keys = ON');
  db.exec('CREATE TRIGGER spoil AFTER INSERT ON t WHEN NEW.n = 2 BEGIN INSERT INTO child VALUES (7); END');
  const jobs = [add(1), add(2)].map(settled);
  turn();
  expect(await Promise.all(jobs)).toEqual(['unavailable', 'unavailable']);
  expect(rows()).toEqual([]);
  expect(hints).toEqual([]);
  expect(db.isTransaction).toBe(false);
});

test('the next round works after one that failed', async () => {
  const { add, db, turn, rows } = setUp();
  db.exec('BEGIN');
  const refused = settled(add(1));
  turn();
  expect(await refused).toBe('unavailable');
  const next = add(2);
  turn();
  await next;
  expect(rows()).toEqual([2]);
});

test('very many jobs are spread over several rounds', async () => {
  const { add, turn, rows } = setUp();
  const jobs = Array.from({ length: 600 }, (_, n) => add(n));
  turn();
  expect(rows().length).toBeLessThan(600);
  turn();
  turn();
  await Promise.all(jobs);
  expect(rows()).toHaveLength(600);
});

test('a full disk refuses what does not fit and nothing else', async () => {
  const { add, queue, db, turn, rows } = setUp();
  db.exec('CREATE TABLE large (bytes BLOB); PRAGMA max_page_count = 20');
  const large = queue.run(() => ({ result: db.prepare('INSERT INTO large VALUES (randomblob(1000000))').run() }));
  const jobs = [add(1), large, add(2)].map(settled);
  turn();
  expect(await Promise.all(jobs)).toEqual(['done', 'unavailable', 'done']);
  expect(rows()).toEqual([1, 2]);
});
