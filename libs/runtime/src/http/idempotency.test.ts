import { AppError, silentLog } from '@portal-sync/kernel';
import { defineCollection } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectionsOfRuntime } from '../index.ts';
import { runOnce } from './idempotency.ts';

const things = defineCollection({ name: 'things', schema: z.object({ id: z.string() }), key: (thing) => thing.id });

const setup = async () => {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('tested', [...collectionsOfRuntime, things]);
  const deps = { store, log: silentLog, ...time };
  const request = (body = 'same', key = 'k') => ({ scope: 'user:a/u create', key, url: '/v1/things', body: new TextEncoder().encode(body) });
  /** Makes a thing, then waits for `then`. */
  const make = (then: () => Promise<unknown> = async () => undefined, ask = request(), from: typeof deps = deps) =>
    runOnce(from, ask, async (makeId) => {
      const id = makeId();
      await store.insert(things, { id });
      await then();
      return { status: 201, body: { id } };
    });
  return { ...time, deps, store, request, make };
};

/** A process that dies goes silent: what it was doing never ends, and its timers are gone. */
const dies = () => new Promise<never>(() => undefined);
const gone = { after: () => () => undefined };

describe('a request whose process died', () => {
  test('holds its key for ten seconds, no longer', async () => {
    const { make, deps, request, settle, jump } = await setup();
    void make(dies, request(), { ...deps, timers: gone });
    await settle();
    jump(9_000);
    await expect(make()).rejects.toMatchObject({ code: 'conflict' });
    jump(1_000);
    await expect(make()).rejects.toMatchObject({ code: 'already-exists' });
  });

  test('after its work was done: what it made is not made twice, and the repeat is told why', async () => {
    const { make, deps, request, settle, jump, store } = await setup();
    void make(dies, request(), { ...deps, timers: gone });
    await settle();
    jump(10_000);
    for (let tries = 0; tries < 3; tries++) {
      await expect(make()).rejects.toMatchObject({ code: 'already-exists', detail: expect.stringContaining('may have been done') });
    }
    let ids: string[] = [];
    await runOnce(deps, request(), async (makeId) => ((ids = [makeId()]), { status: 201, body: null }));
    expect(await store.get(things, ids[0] as string)).toBeDefined();
  });

  test('before its work was done: the repeat does it', async () => {
    const { make, deps, request, settle, jump } = await setup();
    void runOnce({ ...deps, timers: gone }, request(), dies);
    await settle();
    jump(10_000);
    const made = await make();
    expect(made.status).toBe(201);
    expect(await make()).toEqual({ ...made, headers: {} });
  });

  test('that only stood still changes nothing of what the repeat was answered', async () => {
    const { make, deps, request, settle, jump } = await setup();
    let goOn = (_answer: { status: number }): void => undefined;
    const slow = runOnce({ ...deps, timers: gone }, request(), () => new Promise((resolve) => (goOn = resolve)));
    await settle();
    jump(10_000);
    const made = await make();
    goOn({ status: 204 });
    expect((await slow).status).toBe(204);
    expect(await make()).toMatchObject(made);
  });
});

test('a request that takes long keeps its key', async () => {
  const { make, advance, timers, settle } = await setup();
  const slow = make(() => new Promise<void>((resolve) => void timers.after(60_000, resolve)));
  await settle();
  await advance(45_000);
  await expect(make()).rejects.toMatchObject({ code: 'conflict' });
  await advance(20_000);
  expect((await slow).status).toBe(201);
  expect(await make()).toMatchObject({ status: 201 });
});

test('a request that failed leaves the key to the next, with whatever body', async () => {
  const { make, request, deps, waiting } = await setup();
  const failing = runOnce(deps, request(), () => Promise.reject(new AppError('already-exists', { detail: 'taken' })));
  await expect(failing).rejects.toMatchObject({ code: 'already-exists', detail: 'taken' });
  expect((await make(undefined, request('other'))).status).toBe(201);
  await expect(make(undefined, request('third'))).rejects.toMatchObject({ code: 'invalid' });
  expect(waiting()).toBe(0);
});

test('ids differ from key to key', async () => {
  const { make, request } = await setup();
  const bodies = await Promise.all(['k1', 'k2', 'k3'].map((key) => make(undefined, request('same', key))));
  expect(new Set(bodies.map(({ body }) => (body as { id: string }).id)).size).toBe(3);
});

test('after a day the key means nothing', async () => {
  const { make, jump } = await setup();
  const first = await make();
  jump(24 * 3_600_000);
  const second = await make();
  expect((second.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
});
