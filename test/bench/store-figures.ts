import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { startMongo } from '@portal-sync/local-engines';
import type { Store } from '@portal-sync/store';
import { openMongoStore } from '@portal-sync/store-mongo';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { openRawMongo } from './raw-mongo.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { sideBySide, type ContestFigures } from './side-by-side.ts';
import { contests, record, records, STANDING, type RawJobs } from './store-jobs.ts';

export interface StoreFigures extends ContestFigures {
  readonly engine: string;
  readonly atOnce: number;
}

/** Many and short: a busy moment of the machine spoils a few of them, not the median. */
const ROUNDS = 25;

const standing = Array.from({ length: STANDING }, (_, at) => record(`standing-${at}`, at));

/** The store port against the drivers behind it, on this machine, at the same durability. Gives each figure as soon as it is known. */
export async function* measureStores(short: boolean): AsyncGenerator<StoreFigures> {
  yield* measureSqlite(short);
  yield* measureMongo(short);
}

async function* measureSqlite(short: boolean): AsyncGenerator<StoreFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sqlite-'));
  const raw = openRawSqlite(folder, standing);
  const store = await openSqliteStore({ folder, clock: systemClock })('bench', [records]);
  try {
    yield* measure('node:sqlite', store, raw.jobs, short ? 300 : 3_000);
  } finally {
    await store.close();
    await raw.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On a replica set of one member of its own. Throws `CannotBeHad` where none can be had. */
async function* measureMongo(short: boolean): AsyncGenerator<StoreFigures> {
  const set = await startMongo();
  try {
    const raw = await openRawMongo(set.url, standing);
    const deps = { clock: systemClock, timers: systemTimers, random: systemRandom };
    const store = await openMongoStore({ url: new Secret(set.url), prefix: 'bench_port_', ...deps })('bench', [records]);
    yield* measure('mongodb', store, raw.jobs, short ? 60 : 600);
    await store.close();
    await raw.close();
  } finally {
    await set.stop();
  }
}

async function* measure(engine: string, store: Store, raw: RawJobs, jobs: number): AsyncGenerator<StoreFigures> {
  for (const doc of standing) await store.insert(records, doc);
  for (const atOnce of [1, 16]) {
    for (const contest of contests(store, raw)) yield { engine, atOnce, ...(await sideBySide(contest, { rounds: ROUNDS, jobs: Math.ceil(jobs / ROUNDS), atOnce })) };
  }
}
