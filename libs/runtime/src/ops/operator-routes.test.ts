import { deadLetterId, deadLetters, type Bus, type BusHealth, type DeadLetter } from '@portal-sync/bus';
import { defineMessage, type Caller, type LagReport } from '@portal-sync/contracts';
import { AppError, createIds, silentLog, systemHttp, systemRandom } from '@portal-sync/kernel';
import { defineCollection, dueFields, newDue } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectionsOfRuntime, createService, dueWork, on } from '../index.ts';
import { onlyIds } from './shown-letter.ts';

const START = 1_000_000;
const OPERATOR: Caller = { kind: 'operator' };
const tasks = defineCollection({
  name: 'tasks',
  schema: z.object({ id: z.string(), givenUp: z.boolean().optional(), ...dueFields }),
  key: (task) => task.id,
  indexes: { byGivenUp: { fields: ['givenUp'] } },
  due: true,
});
const asked = defineMessage({ type: 'task.asked', version: 1, owner: 'asker', nature: 'look-again', shape: { agencyId: z.string(), id: z.string() }, key: (data) => data.id });

const letter = (position: number, fields: Partial<DeadLetter> = {}): DeadLetter => {
  const message = asked.make({ agencyId: 'a1', id: `t${position}` }, { id: `m${position}`, now: START });
  const placed = { owner: 'asker', partition: 3, position, message };
  return { ...placed, id: deadLetterId('tested', placed), group: 'tested', type: message.type, reason: 'internal: it broke', issues: [], attempts: 8, at: START + position, state: 'dead', ...fields };
};

const setup = async ({ carried = false, groupLag }: { carried?: boolean; groupLag?: NonNullable<Bus['groupLag']> } = {}) => {
  const time = createManualTime(START);
  const store = await openSqliteStore({ memory: true, clock: time.clock })('tested', [...collectionsOfRuntime, tasks] as never);
  const health: BusHealth = { state: 'behind', lastProgressAgeMs: 40, lag: { tested: 7, other: 2 }, places: [{ group: 'tested', source: 'asker', partition: 3, lag: 7 }] };
  const handled: string[] = [];
  const control: { take: (id: string) => Promise<void>; work: (id: string) => Promise<{ nextAt: number | null }> } = {
    take: async (id) => void handled.push(id),
    work: async () => ({ nextAt: null }),
  };
  const service = createService({
    name: 'tested',
    deps: {
      // Work that failed waits its longest: what is overdue is no matter of chance.
      store, ...time, random: { ...systemRandom, unit: () => 1 }, http: systemHttp, log: silentLog, makeId: createIds(time.clock, systemRandom), settings: {}, instance: 'host:1',
      bus: { readsOutboxes: !carried, publish: () => Promise.reject(new AppError('unavailable')), subscribe: async () => undefined, health: () => health, close: async () => undefined, ...(groupLag === undefined ? {} : { groupLag }) },
    },
    authenticate: async () => ({ kind: 'anyone' }),
    routes: [],
    handlers: [on(asked, ({ id }) => control.take(id))],
    workers: [
      dueWork({
        collection: tasks,
        pollMs: 500,
        work: ({ id }) => control.work(id),
        exhausted: {
          where: { index: 'byGivenUp', equals: [true] },
          revive: async (_tx, task, now) => (task.givenUp === true ? { ...task, ...newDue(now), givenUp: false } : undefined),
        },
      }),
    ],
  });
  const call = async (method: string, url: string, caller: Caller = OPERATOR): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await service.call({ method, url: `/internal/ops${url}`, caller });
    return { status: answer.status, body: answer.body as Record<string, unknown> };
  };
  const dead = (path: string, position = 1) => `/dead-letters/${encodeURIComponent(letter(position).id)}${path}`;
  return { ...time, store, service, call, dead, control, handled };
};

describe('who may', () => {
  const others: Caller[] = [{ kind: 'service', name: 'connector' }, { kind: 'user', agencyId: 'a1', userId: 'u', role: 'admin' }, { kind: 'platform', agencyId: 'a1', clientId: 'crm' }];
  test('every operator route is the operator\'s alone', async () => {
    const { service } = await setup();
    const routes = service.routes.filter((route) => route.path.startsWith('/internal/ops/'));
    expect(routes).toHaveLength(8);
    for (const route of routes) {
      const url = route.path.replaceAll(/\{\w+\}/g, 'x');
      expect((await service.call({ method: route.method, url })).status, route.id).toBe(401);
      for (const caller of others) expect((await service.call({ method: route.method, url, caller })).status, route.id).toBe(403);
    }
  });

  test('and opens no route between services', async () => {
    const { service } = await setup();
    expect((await service.call({ method: 'GET', url: '/internal/outbox?partition=0', caller: OPERATOR })).status).toBe(403);
  });
});

describe('dead letters', () => {
  test('are listed by state, the newest first, page by page', async () => {
    const { store, call } = await setup();
    for (const one of [letter(1), letter(2), letter(3), letter(4, { state: 'dropped' })]) await store.insert(deadLetters, one);
    const first = await call('GET', '/dead-letters?limit=2');
    expect(first.body['items']).toMatchObject([{ messageId: 'm3', agencyId: 'a1', reason: 'internal: it broke' }, { messageId: 'm2' }]);
    const rest = await call('GET', `/dead-letters?limit=2&cursor=${String(first.body['next'])}`);
    expect(rest.body).toEqual({ items: [expect.objectContaining({ messageId: 'm1' })] });
    expect((await call('GET', '/dead-letters?state=dropped')).body['items']).toMatchObject([{ messageId: 'm4' }]);
  });

  test('one is shown with its ids and without any content', async () => {
    const { store, call, dead } = await setup();
    const message = { ...(letter(1).message as object), data: { agencyId: 'a1', address: 'clara@north.example', notes: ['about her back'], version: 3 } };
    await store.insert(deadLetters, letter(1, { message }));
    const { status, body } = await call('GET', dead(''));
    expect({ status, data: body['data'] }).toEqual({ status: 200, data: { agencyId: 'a1', address: '(text of 19 characters)', notes: ['(text of 14 characters)'], version: 3 } });
    expect((await call('GET', dead('', 9))).status).toBe(404);
    expect(onlyIds([[[[[[['deep']]]]]]])).toEqual([[[[[['(more)']]]]]]);
  });

  test('of a message that broke the contract only ids and numbers are shown', () => {
    const data = { name: 'Jansen', phone: '+31612345678', token: '1//0gSecret', born: '1980-02-03', contactId: '01jexyz', 'Clara Jansen': 1, ids: ['a'], attendees: [{ id: 'x' }], appointment: '01hzxw5t9k3v8n2q4r6s7d8f9g' };
    expect(onlyIds(data)).toEqual({
      'name': '(text of 6 characters)', 'phone': '(text of 12 characters)', 'token': '(text of 11 characters)', 'born': '(text of 10 characters)',
      'contactId': '01jexyz', '(name of 12 characters)': 1, 'ids': ['(text of 1 characters)'], 'attendees': [{ id: 'x' }], 'appointment': '01hzxw5t9k3v8n2q4r6s7d8f9g',
    });
  });

  test('a replay that works settles the letter, and a second one is refused', async () => {
    const { store, call, dead, handled } = await setup();
    await store.insert(deadLetters, letter(1));
    expect(await call('POST', dead('/replay'))).toMatchObject({ status: 200, body: { state: 'replayed', attempts: 9 } });
    expect(handled).toEqual(['t1']);
    expect(await call('POST', dead('/replay'))).toMatchObject({ status: 409, body: { detail: 'It was replayed already.' } });
    expect(await call('POST', dead('/drop'))).toMatchObject({ status: 409 });
    expect(handled).toEqual(['t1']);
  });

  test('a replay that fails says why and the letter stays, to be tried again', async () => {
    const { store, call, dead, control } = await setup();
    await store.insert(deadLetters, letter(1));
    control.take = () => Promise.reject(new AppError('invalid', { detail: 'no such zone', issues: [{ path: 'zone', message: 'unknown' }] }));
    expect(await call('POST', dead('/replay'))).toMatchObject({ status: 409, body: { detail: 'It failed again: invalid: no such zone', issues: [{ path: 'zone', message: 'unknown' }], attempts: 9 } });
    expect(await store.get(deadLetters, letter(1).id)).toMatchObject({ state: 'dead', attempts: 9, reason: 'invalid: no such zone' });
    control.take = async () => undefined;
    expect((await call('POST', dead('/replay'))).status).toBe(200);
  });

  test('two replays at the same moment run the handler once; one whose process died is free after a minute', async () => {
    const { store, call, dead, control, handled, advance } = await setup();
    await store.insert(deadLetters, letter(1));
    let release = (): void => undefined;
    control.take = (id) => new Promise((resolve) => { handled.push(id); release = resolve; });
    const first = call('POST', dead('/replay'));
    await advance(1);
    expect(await call('POST', dead('/replay'))).toMatchObject({ status: 409, body: { detail: 'It is being replayed now.' } });
    expect((await call('POST', dead('/drop'))).status).toBe(409);
    release();
    expect((await first).status).toBe(200);
    expect(handled).toEqual(['t1']);
    await store.insert(deadLetters, letter(2, { replayUntil: START + 60_000 }));
    await advance(60_000);
    control.take = async () => undefined;
    expect((await call('POST', dead('/replay', 2))).status).toBe(200);
  });

  test('what nobody takes any more is refused with what to do', async () => {
    const { store, call, dead } = await setup();
    await store.insert(deadLetters, letter(1, { type: 'task.forgotten' }));
    expect(await call('POST', dead('/replay'))).toMatchObject({ status: 409, body: { detail: expect.stringContaining('takes no such messages: drop it') } });
  });

  test('dropping twice is once', async () => {
    const { store, call, dead } = await setup();
    await store.insert(deadLetters, letter(1));
    for (const _ of [1, 2]) expect(await call('POST', dead('/drop'))).toMatchObject({ status: 200, body: { state: 'dropped' } });
  });
});

describe('due work', () => {
  test('is counted: overdue with its age, leased, and failing again and again', async () => {
    const { store, call, control, service, advance } = await setup();
    await store.insert(tasks, { id: 'fails', ...newDue(START) });
    control.work = () => Promise.reject(new AppError('upstream-failed', { detail: 'Google said no' }));
    await service.start();
    await advance(600);
    await service.stop();
    await store.insert(tasks, { id: 'late', ...newDue(START - 5_000) });
    await store.insert(tasks, { id: 'later', ...newDue(START + 500_000) });
    await store.insert(tasks, { id: 'held', ...newDue(START + 30_000), leasedUntil: START + 30_000, leasedBy: 'host:2', claim: 2 });
    await store.insert(tasks, { id: 'over', givenUp: true, ...newDue(null) });
    expect((await call('GET', '/due-work')).body['items']).toEqual([
      expect.objectContaining({ collection: 'tasks', overdue: 1, oldestDueAgeMs: 5_600, leased: 1, failing: 1, exhausted: 1, worker: expect.objectContaining({ running: 0 }) }),
    ]);
    const keys = async (state: string) => ((await call('GET', `/due-work/tasks?state=${state}`)).body['items'] as { key: string }[]).map(({ key }) => key);
    expect({ overdue: await keys('overdue'), leased: await keys('leased'), failing: await keys('failing'), exhausted: await keys('exhausted') }).toEqual({ overdue: ['late'], leased: ['held'], failing: ['fails'], exhausted: ['over'] });
    expect((await call('GET', '/due-work/tasks?state=failing')).body['items']).toMatchObject([{ reason: 'upstream-failed: Google said no', failures: expect.any(Number) }]);
    expect((await call('GET', '/due-work/tasks?state=leased')).body['items']).toMatchObject([{ holder: 'host:2', claim: 2 }]);
    expect(await call('GET', '/due-work/jobs')).toMatchObject({ status: 404, body: { detail: 'The tested has no such work. It has: tasks.' } });
  });

  test('all that fails is listed, page by page', async () => {
    const { store, call, control, service, advance } = await setup();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) await store.insert(tasks, { id, ...newDue(START) });
    control.work = () => Promise.reject(new AppError('upstream-failed'));
    await service.start();
    await advance(600);
    const seen: string[][] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body } = await call('GET', `/due-work/tasks?state=failing&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push((body['items'] as { key: string }[]).map(({ key }) => key));
      cursor = body['next'] as string | undefined;
    }
    expect(seen).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    await service.stop();
  });

  test('re-driven, what was given up begins anew, once', async () => {
    const { store, call } = await setup();
    await store.insert(tasks, { id: 'over', givenUp: true, ...newDue(null) });
    for (const _ of [1, 2]) expect(await call('POST', '/due-work/tasks/over/redrive')).toMatchObject({ status: 200, body: { outcome: 'due', item: { dueAt: START } } });
    expect(await store.get(tasks, 'over')).toMatchObject({ givenUp: false, dueAt: START });
    expect((await call('GET', '/due-work/tasks?state=exhausted')).body['items']).toEqual([]);
  });

  test('re-driven, what waited is due now; under a lease it waits for its holder', async () => {
    const { store, call } = await setup();
    await store.insert(tasks, { id: 'idle', ...newDue(null) });
    await store.insert(tasks, { id: 'held', ...newDue(START + 30_000), leasedUntil: START + 30_000, claim: 2 });
    for (const _ of [1, 2]) expect(await call('POST', '/due-work/tasks/idle/redrive')).toMatchObject({ status: 200, body: { outcome: 'due', item: { dueAt: START } } });
    expect(await call('POST', '/due-work/tasks/held/redrive')).toMatchObject({ status: 200, body: { outcome: 'waits' } });
    expect(await store.get(tasks, 'held')).toMatchObject({ dueAt: START + 30_000, claim: 2, againAt: START });
    expect((await call('POST', '/due-work/tasks/nobody/redrive')).status).toBe(404);
  });
});

describe('lag', () => {
  test('of this service\'s own group, by place', async () => {
    const { call } = await setup();
    const { body } = await call('GET', '/lag');
    expect(body).toMatchObject({
      service: 'tested', bus: { state: 'behind', lastProgressAgeMs: 40 },
      consumers: [{ group: 'tested', of: 'process', lag: 7, places: [{ source: 'asker', partition: 3, lag: 7 }] }],
      outbox: { carriedBy: 'readers', waiting: 0 },
    });
  });

  test('of the whole group where the bus can tell, and of this process where it cannot', async () => {
    const answers = [async (group: string) => [{ group, source: 'asker', partition: 1, lag: 2 }, { group, source: 'asker', partition: 3, lag: 9 }], () => Promise.reject(new AppError('unavailable'))];
    const { call } = await setup({ groupLag: (group) => (answers.shift() as NonNullable<Bus['groupLag']>)(group) });
    const places = [{ source: 'asker', partition: 1, lag: 2 }, { source: 'asker', partition: 3, lag: 9 }];
    expect((await call('GET', '/lag')).body).toMatchObject({ consumers: [{ group: 'tested', of: 'group', lag: 11, places }] });
    expect((await call('GET', '/lag')).body).toMatchObject({ consumers: [{ group: 'tested', of: 'process', lag: 7 }] });
  });

  test('what the relay has not brought to the bus yet, its age, and who is at what', async () => {
    const { call, store, service, advance } = await setup({ carried: true });
    await store.transaction(async (tx) => tx.send(asked.make({ agencyId: 'a1', id: 't1' }, { id: 'm1', now: START })));
    await service.start();
    await store.insert(tasks, { id: 'held', ...newDue(START + 30_000), leasedUntil: START + 30_000, leasedBy: 'host:2', claim: 2 });
    await advance(4_000);
    const body = (await call('GET', '/lag')).body as unknown as LagReport;
    expect(body.outbox).toEqual({ carriedBy: 'relay', waiting: 1, oldestAgeMs: 4_000, partitions: [{ partition: expect.any(Number), waiting: 1 }] });
    expect(body.leases).toEqual([{ what: 'tasks', key: 'held', holder: 'host:2', claim: 2, until: START + 30_000 }]);
    await Promise.all([service.stop(), advance(10_000)]);
  });
});
