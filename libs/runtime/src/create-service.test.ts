import { busCursors, deadLetters, localFeed, type Bus, type BusHealth, type Subscription } from '@portal-sync/bus';
import { defineMessage } from '@portal-sync/contracts';
import { createIds, silentLog, systemHttp, systemRandom } from '@portal-sync/kernel';
import { defineCollection, dueFields, newDue, type PlacedMessage } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { collectionsOfRuntime, createService, defineRoute, dueWork, idempotencyKeys, on, type ServiceDeps } from './index.ts';

const tasks = defineCollection({ name: 'tasks', schema: z.object({ id: z.string(), ...dueFields }), key: (task) => task.id, due: true });
const asked = defineMessage({ type: 'task.asked', version: 1, owner: 'tested', nature: 'look-again', shape: { agencyId: z.string(), id: z.string() }, key: (data) => data.id });

const setup = async ({ losing = false, passing = false } = {}) => {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('tested', [...collectionsOfRuntime, tasks] as never);
  const published: PlacedMessage[] = [];
  const subscriptions: Subscription[] = [];
  const health: { state: BusHealth['state'] } = { state: 'ok' };
  const bus: Bus = {
    async publish(messages) {
      if (losing) return;
      published.push(...messages);
      for (const { message } of messages) {
        for (const subscription of subscriptions) await subscription.handle(message, { attempt: 1, signal: new AbortController().signal });
      }
    },
    subscribe: async (subscription) => void subscriptions.push(subscription),
    health: () => ({ ...health, lastProgressAgeMs: 0, lag: {} }),
    close: async () => undefined,
  };
  const deps: ServiceDeps<{ greeting: string }> = {
    store, bus, ...time, random: systemRandom, http: systemHttp, log: silentLog, makeId: createIds(time.clock, systemRandom), settings: { greeting: 'hello' },
  };
  const seen: string[] = [];
  const ask = defineRoute<typeof deps, undefined, undefined, z.ZodObject<{ id: z.ZodString }>>({
    id: 'ask', method: 'POST', path: '/v1/tasks', summary: 'Ask', who: 'anyone', idempotent: true, body: z.object({ id: z.string() }), answers: { 202: undefined },
    async handle({ body }, { store: own, makeId, clock, settings }) {
      await own.transaction(async (tx) => tx.send(asked.make({ agencyId: 'a1', id: body.id }, { id: makeId(), now: clock.now() })));
      return { status: 202, body: settings.greeting };
    },
  });
  const stop = async (): Promise<void> => {
    await store.transaction(async (tx) => tx.send(asked.make({ agencyId: 'a1', id: 'last words' }, { id: 'm-last', now: 0 })));
    seen.push('extra ends');
  };
  const service = createService({
    name: 'tested',
    deps,
    authenticate: async () => ({ kind: 'anyone' }),
    routes: [ask],
    handlers: [{ ...on(asked, async ({ id }) => store.put(tasks, { id, ...newDue(time.clock.now()) })), passing }],
    workers: [dueWork({ collection: tasks, work: async (task) => (seen.push(task.id), { nextAt: null }) })],
    jobs: [{ name: 'count', everyMs: 10_000, jitter: 0, run: async () => seen.push('job') }],
    extras: [() => (seen.push('extra begins'), { stop })],
    feed: () => localFeed(() => store.outbox),
  });
  return { ...time, store, service, seen, published, health };
};

test('a request goes through outbox, bus, handler and worker of a service', async () => {
  const { service, settle, seen, published } = await setup();
  await service.start();
  await supertest(service.handler).post('/v1/tasks').send({ id: 't1' }).expect(202, 'hello');
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(published).toMatchObject([{ owner: 'tested', message: { type: 'task.asked', agency: 'a1' } }]);
  expect(seen).toContain('t1');
  await service.stop();
});

test('a message that the bus lost is found in the feed at the next start', async () => {
  const { service, settle, seen } = await setup({ losing: true });
  await service.call({ method: 'POST', url: '/v1/tasks', body: { id: 't1' } });
  await service.start();
  for (let turn = 0; turn < 20; turn++) await settle();
  expect(seen).toContain('t1');
  await service.stop();
});

test('a message that concerns only what is open at its moment is not found there, and counts as come by', async () => {
  const { service, settle, seen, store } = await setup({ losing: true, passing: true });
  await service.call({ method: 'POST', url: '/v1/tasks', body: { id: 't1' } });
  await service.start();
  for (let turn = 0; turn < 20; turn++) await settle();
  expect(seen).not.toContain('t1');
  expect((await store.scan(busCursors, { limit: 20 })).items).toMatchObject([{ reader: 'tested:catch-up', position: 1 }]);
  await service.stop();
});

test('the same request without a socket', async () => {
  const { service, settle, seen } = await setup();
  await service.start();
  expect(await service.call({ method: 'POST', url: '/v1/tasks', body: { id: 't1' } })).toEqual({ status: 202, body: 'hello' });
  expect(await service.call({ method: 'POST', url: '/v1/tasks', body: {} })).toMatchObject({ status: 422 });
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(seen).toContain('t1');
  await service.stop();
});

test('nothing runs before start, and nothing after stop', async () => {
  const { service, advance, seen, published, waiting } = await setup();
  await service.call({ method: 'POST', url: '/v1/tasks', body: { id: 't1' } });
  await advance(60_000);
  expect([seen, published, waiting()]).toEqual([[], [], 0]);
  await service.start();
  await advance(10_500);
  expect(seen).toEqual(expect.arrayContaining(['extra begins', 't1', 'job']));
  await service.stop();
  expect([seen.at(-1), waiting()]).toEqual(['extra ends', 0]);
  // The relay ends last: what others sent while they ended has left.
  expect(published.at(-1)?.message.data).toMatchObject({ id: 'last words' });
  await expect(service.start()).rejects.toThrow('was started already');
});

test('its health is that of its parts', async () => {
  const { service, health, store } = await setup();
  const ask = async () => [(await service.call({ url: '/livez' })).status, (await service.call({ url: '/readyz' })).status];
  expect(await ask()).toEqual([200, 503]);
  await service.start();
  expect(await ask()).toEqual([200, 200]);
  health.state = 'stuck';
  expect(await ask()).toEqual([503, 503]);
  health.state = 'ok';
  await service.stop();
  expect(await ask()).toEqual([200, 503]);
  await store.close();
  expect((await service.health()).ready).toContainEqual(expect.objectContaining({ name: 'store', ok: false, detail: expect.any(String) }));
});

test('old idempotency keys and old messages are cleared away', async () => {
  const { service, store, advance, jump } = await setup();
  await service.start();
  await service.call({ method: 'POST', url: '/v1/tasks', body: { id: 't1' }, headers: { 'idempotency-key': 'k' } });
  const [kept] = (await store.find(idempotencyKeys, { index: 'byExpiry', equals: [] })).items;
  await store.transaction(async (tx) => {
    for (let count = 0; count < 1_200; count++) await tx.insert(idempotencyKeys, { ...kept!, id: `more-${count}` });
  });
  expect(await store.count(idempotencyKeys, { index: 'byExpiry', equals: [] })).toBe(1_201);
  jump(26 * 3_600_000);
  await advance(0);
  expect(await store.count(idempotencyKeys, { index: 'byExpiry', equals: [] })).toBe(0);
  await service.stop();
});

test('dead letters that were settled are forgotten after a month; those that nobody settled stay', async () => {
  const { service, store, advance, jump, clock } = await setup();
  const letter = { group: 'g', owner: 'o', partition: 0, position: 1, type: 't', message: {}, reason: 'r', issues: [], attempts: 8, at: clock.now() };
  for (const state of ['dead', 'replayed', 'dropped'] as const) await store.insert(deadLetters, { ...letter, id: state, state });
  await service.start();
  jump(31 * 24 * 3_600_000);
  await advance(0);
  expect((await store.scan(deadLetters, { limit: 10 })).items.map(({ id }) => id)).toEqual(['dead']);
  await service.stop();
});

test('its routes are its own, health, the feed and those for operators', async () => {
  const { service } = await setup();
  expect(service.routes.map((route) => route.id)).toEqual([
    'ask', 'getLivez', 'getReadyz', 'readOutbox',
    'listDeadLetters', 'showDeadLetter', 'replayDeadLetter', 'dropDeadLetter', 'listWork', 'listWorkItems', 'redriveWork', 'readLag',
  ]);
});
