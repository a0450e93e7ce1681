import { AppError, silentLog } from '@portal-sync/kernel';
import { defineCollection, dueFields, markDue, newDue, type Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startDueWorker, type DueWork } from '../index.ts';
import { DEFAULT_LEASE_MS } from './due-worker.ts';
import { MOST_FAILING } from './failing-documents.ts';

const items = defineCollection({
  name: 'items',
  schema: z.object({ id: z.string(), done: z.number(), ...dueFields }),
  key: (item) => item.id,
  indexes: { byDue: { fields: ['dueAt'] } },
  due: true,
});
type Item = z.infer<typeof items.schema>;

const START = 1_000_000;
const item = (id: string, dueAt: number | null = START): Item => ({ id, done: 0, ...newDue(dueAt) });

const setup = async () => {
  const time = createManualTime(START);
  const store = await openSqliteStore({ memory: true, clock: time.clock })('tested', [items] as never);
  const start = (work: DueWork<Item>['work'], more: Partial<DueWork<Item>> = {}) =>
    startDueWorker({ collection: items, store, ...time, log: silentLog, random: { unit: () => 1, bytes: () => new Uint8Array() }, work, ...more });
  return { ...time, store, start };
};

const read = async (store: Store, id: string) => (await store.get(items, id)) as Item;

/** Work that waits until it is let go. */
const gate = () => {
  const waiting: { id: string; release: () => void }[] = [];
  const work = (doc: Item): Promise<{ nextAt: number | null }> =>
    new Promise((resolve) => waiting.push({ id: doc.id, release: () => resolve({ nextAt: null }) }));
  return { waiting, work };
};

describe('due work', () => {
  test('what is due is worked on, oldest first; what is not stays', async () => {
    const { store, start, settle } = await setup();
    for (const doc of [item('b', START - 1), item('a', START - 2), item('later', START + 60_000), item('never', null)]) await store.insert(items, doc);
    const seen: string[] = [];
    start(async (doc) => (seen.push(doc.id), { nextAt: null }), { concurrency: 1 });
    await settle();
    expect(seen).toEqual(['a', 'b']);
    expect(await read(store, 'a')).toMatchObject({ dueAt: null, leasedUntil: null });
  });

  test('memory is bounded: of very many that fail the last ones are remembered', async () => {
    const { store, start, advance, settle } = await setup();
    for (let at = 0; at <= MOST_FAILING; at++) await store.insert(items, item(`i${at}`, START - 1_000 + at));
    const worker = start(() => Promise.reject(new Error('no')), { concurrency: 50, backoff: { baseMs: 3_600_000, capMs: 3_600_000 } });
    for (let look = 0; look < 20; look++) {
      await advance(1_000);
      await settle();
    }
    const keys = (await worker.failing()).map(({ key }) => key);
    expect(keys).toHaveLength(MOST_FAILING);
    expect([keys.includes('i0'), keys.includes(`i${MOST_FAILING}`)]).toEqual([false, true]);
    await worker.stop();
  });

  test('work that failed because somebody was away is tried again every 15 s at the latest', async () => {
    const { store, start, settle, advance } = await setup();
    await store.insert(items, item('a'));
    let away = true;
    const seen: string[] = [];
    start(async ({ id }) => {
      if (away) throw new AppError('unavailable');
      seen.push(id);
      return { nextAt: null };
    });
    for (let second = 0; second < 600; second += 5) await advance(5_000);
    away = false;
    await advance(15_000);
    await settle();
    expect(seen).toEqual(['a']);
  });

  test('what failed here and another process took up since is not failing any more', async () => {
    const { store, start, settle, advance } = await setup();
    await store.insert(items, item('a'));
    const worker = start(() => Promise.reject(new Error('no')), { backoff: { baseMs: 3_600_000, capMs: 3_600_000 } });
    await settle();
    expect((await worker.failing()).map(({ key }) => key)).toEqual(['a']);
    await worker.stop();
    await advance(3_600_000);
    await store.takeDue(items, { now: START + 3_600_000, limit: 1, leaseMs: 1_000, holder: 'host:2' });
    expect(await worker.failing()).toEqual([]);
  });

  test('a commit in this process wakes the worker at once', async () => {
    const { store, start, settle } = await setup();
    const seen: string[] = [];
    start(async (doc) => (seen.push(doc.id), { nextAt: null }));
    await settle();
    await store.insert(items, item('new'));
    await settle();
    expect(seen).toEqual(['new']);
  });

  test('without a hint, polling finds it', async () => {
    const { store, start, advance } = await setup();
    await store.insert(items, item('later', START + 1_500));
    const seen: string[] = [];
    start(async (doc) => (seen.push(doc.id), { nextAt: null }), { pollMs: 1_000 });
    await advance(1_900);
    expect(seen).toEqual([]);
    await advance(200);
    expect(seen).toEqual(['later']);
  });

  test('a document comes back when its work says', async () => {
    const { store, start, advance, clock } = await setup();
    await store.insert(items, item('a'));
    const at: number[] = [];
    start(async () => (at.push(clock.now() - START), { nextAt: clock.now() + 5_000 }), { pollMs: 100 });
    await advance(10_500);
    expect(at).toEqual([0, 5_000, 10_000]);
  });

  test('never more at once than asked for, and never the same document twice', async () => {
    const { store, start, settle } = await setup();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.insert(items, item(id));
    const { waiting, work } = gate();
    const worker = start(work, { concurrency: 2 });
    await settle();
    expect(waiting.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(worker.health()).toMatchObject({ running: 2 });
    waiting[0]?.release();
    await settle();
    expect(waiting.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('asked for again while it works: once more afterwards', async () => {
    const { store, start, settle, clock } = await setup();
    await store.insert(items, item('a'));
    const { waiting, work } = gate();
    start(work);
    await settle();
    await store.update(items, 'a', (doc) => markDue(doc, clock.now(), clock.now()));
    await settle();
    expect(waiting).toHaveLength(1);
    waiting[0]?.release();
    await settle();
    expect(waiting).toHaveLength(2);
  });

  test('work that removes its own document is done', async () => {
    const { store, start, settle } = await setup();
    await store.insert(items, item('a'));
    start(async () => (await store.remove(items, 'a'), { nextAt: null }));
    await settle();
    expect(await store.get(items, 'a')).toBeUndefined();
  });
});

describe('failures', () => {
  test('are tried again later and later, up to the cap, and forgotten after a success', async () => {
    const { store, start, advance, clock } = await setup();
    await store.insert(items, item('a'));
    const at: number[] = [];
    const outcomes = ['no', 'no', 'no', 'no', 'again', 'no', 'done'];
    start(
      async () => {
        at.push(clock.now() - START);
        const outcome = outcomes[at.length - 1];
        if (outcome === 'no') throw new Error('no');
        return { nextAt: outcome === 'again' ? clock.now() : null };
      },
      { backoff: { baseMs: 100, capMs: 400 }, pollMs: 10 },
    );
    await advance(1_350);
    expect(at).toEqual([0, 100, 300, 700, 1_100, 1_100, 1_200]);
  });

  test('one that fails does not hold up others', async () => {
    const { store, start, settle } = await setup();
    for (const id of ['bad', 'good']) await store.insert(items, item(id));
    const seen: string[] = [];
    start(async (doc) => {
      seen.push(doc.id);
      if (doc.id === 'bad') throw new Error('no');
      return { nextAt: null };
    }, { concurrency: 1 });
    await settle();
    expect(seen).toEqual(['bad', 'good']);
  });
});

describe('leases', () => {
  test('work that lasts keeps its lease: no other worker gets the document meanwhile', async () => {
    const { store, start, advance, settle } = await setup();
    await store.insert(items, item('a'));
    const { waiting, work } = gate();
    start(work);
    start(work);
    await advance(120_000);
    expect(waiting).toHaveLength(1);
    waiting[0]?.release();
    await advance(120_000);
    expect(waiting).toHaveLength(1);
    expect(await read(store, 'a')).toMatchObject({ dueAt: null, leasedUntil: null, claim: 1 });
    await settle();
  });

  test('what a dead process held is taken up within fifteen seconds', async () => {
    const { store, start, advance } = await setup();
    await store.insert(items, item('a'));
    await store.takeDue(items, { now: START, limit: 1, leaseMs: DEFAULT_LEASE_MS });
    const seen: string[] = [];
    start(async (doc) => (seen.push(doc.id), { nextAt: null }));
    await advance(14_000);
    expect(seen).toEqual([]);
    await advance(2_000);
    expect(seen).toEqual(['a']);
  });

  test('work that never seems to end is not begun twice here, and is looked at again when it ends', async () => {
    const { store, start, advance, settle } = await setup();
    await store.insert(items, item('a'));
    const { waiting, work } = gate();
    start(work, { leaseMs: 5_000, pollMs: 1_000 });
    await advance(40 * 5_000 + 6_000);
    expect(waiting).toHaveLength(1);
    waiting[0]?.release();
    await settle();
    expect(waiting).toHaveLength(2);
    waiting[1]?.release();
    await settle();
    expect(await read(store, 'a')).toMatchObject({ dueAt: null, leasedUntil: null });
  });

  test('a lease lost to another process is not ended by the one that lost it', async () => {
    const { store, start, settle, clock } = await setup();
    await store.insert(items, item('a'));
    const { waiting, work } = gate();
    start(work);
    await settle();
    await store.update(items, 'a', (doc) => ({ ...doc, claim: doc.claim + 1, dueAt: clock.now() + 9_000, leasedUntil: clock.now() + 9_000 }));
    waiting[0]?.release();
    await settle();
    expect(await read(store, 'a')).toMatchObject({ leasedUntil: clock.now() + 9_000 });
  });

  test('two workers share the work: each document is taken once', async () => {
    const { store, start, settle } = await setup();
    const ids = Array.from({ length: 30 }, (_, at) => `i${at}`);
    for (const id of ids) await store.insert(items, item(id));
    const seen: string[] = [];
    for (let count = 0; count < 2; count++) start(async (doc) => (seen.push(doc.id), { nextAt: null }), { concurrency: 3 });
    for (let turn = 0; turn < 20; turn++) await settle();
    expect(seen.sort()).toEqual([...ids].sort());
  });
});

describe('stopping', () => {
  test('begins nothing new and waits for what runs, whose signal is aborted', async () => {
    const { store, start, settle, waiting: timersLeft } = await setup();
    for (const id of ['a', 'b']) await store.insert(items, item(id));
    const { waiting, work } = gate();
    const seen: string[] = [];
    const worker = start(async (doc, { signal }) => {
      signal.addEventListener('abort', () => seen.push(`${doc.id} told`));
      return work(doc);
    }, { concurrency: 1 });
    await settle();
    const stopping = worker.stop().then(() => seen.push('stopped'));
    await settle();
    expect(seen).toEqual(['a told']);
    waiting[0]?.release();
    await stopping;
    expect(seen).toEqual(['a told', 'stopped']);
    expect(await read(store, 'a')).toMatchObject({ dueAt: null });
    await store.insert(items, item('c'));
    await settle();
    expect(waiting).toHaveLength(1);
    expect(timersLeft()).toBe(0);
  });

  test('leaves no document claimed, also in the middle of a look', async () => {
    const { store, start } = await setup();
    await store.insert(items, item('a'));
    let done = 0;
    await start(async () => (done++, { nextAt: null })).stop();
    expect(await read(store, 'a')).toMatchObject({ leasedUntil: null, dueAt: done === 1 ? null : START });
  });
});

describe('what it says of itself', () => {
  test('how long there has been more due than hands', async () => {
    const { store, start, advance, settle } = await setup();
    for (const id of ['a', 'b']) await store.insert(items, item(id, START - 700));
    const { waiting, work } = gate();
    const worker = start(work, { concurrency: 1, leaseMs: 60_000 });
    await advance(3_000);
    expect(worker.health()).toMatchObject({ running: 1, behindMs: 3_000 });
    expect(await worker.oldestDueAgeMs()).toBe(3_700);
    waiting[0]?.release();
    await settle();
    waiting[1]?.release();
    await settle();
    expect(worker.health()).toMatchObject({ running: 0, behindMs: 0, lastProgressAgeMs: 0 });
    expect(await worker.oldestDueAgeMs()).toBe(0);
  });

  test('what hangs while others get on, as long as leases are renewed', async () => {
    const { store, start, advance } = await setup();
    for (const id of ['bad', 'good']) await store.insert(items, item(id));
    const worker = start(({ id }) => (id === 'bad' ? new Promise(() => undefined) : Promise.resolve({ nextAt: null })), { leaseMs: 5_000 });
    await advance(40 * 5_000 - 1_000);
    expect([worker.health().oldestRunMs, await worker.failing()]).toEqual([199_000, []]);
    await advance(60_000);
    expect([worker.health(), await worker.failing()]).toMatchObject([{ running: 1, oldestRunMs: 259_000, stuckAfterMs: 200_000 }, [{ key: 'bad', reason: 'its work does not end' }]]);
  });

  test('a store that fails for a while is looked at again, and shows in the age of progress', async () => {
    const { store, start, advance } = await setup();
    await store.insert(items, item('a'));
    let broken = true;
    const failing = { ...wrap(store), takeDue: (...ask: Parameters<Store['takeDue']>) => (broken ? Promise.reject(new Error('disk')) : store.takeDue(...ask)) } as Store;
    const seen: string[] = [];
    const worker = start(async (doc) => (seen.push(doc.id), { nextAt: null }), { ...({ store: failing } as object) });
    await advance(5_000);
    expect([seen, worker.health().lastProgressAgeMs, worker.health().lastLookAgeMs]).toEqual([[], 5_000, 0]);
    broken = false;
    await advance(1_000);
    expect([seen, worker.health().lastProgressAgeMs]).toEqual([['a'], 0]);
  });
});

/** The store's methods as a plain object, to replace one of them. */
const wrap = (store: Store): Partial<Store> => ({
  get: (...args) => store.get(...args),
  find: (...args) => store.find(...args),
  update: (...args) => store.update(...args),
  onCommit: (listener) => store.onCommit(listener),
});
