import { deadLetterId, deadLetters, type DeadLetter } from '@portal-sync/bus';
import { defineMessage } from '@portal-sync/contracts';
import { AppError, createIds, Secret, silentLog, systemHttp, systemRandom } from '@portal-sync/kernel';
import { collectionsOfRuntime, createService, dueWork, listen, on } from '@portal-sync/runtime';
import { defineCollection, dueFields, newDue } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Operated } from './find-product.ts';
import { openOperatorApi } from './operator-api.ts';
import { readCommand } from './read-command.ts';
import { runCommand, type LiveCommand } from './run-command.ts';

// One service behind a real door, the broker's token endpoint beside it, and the commands as they are typed.
const tasks = defineCollection({ name: 'tasks', schema: z.object({ id: z.string(), ...dueFields }), key: (task) => task.id, due: true });
const asked = defineMessage({ type: 'task.asked', version: 1, owner: 'connector', nature: 'look-again', shape: { agencyId: z.string(), id: z.string() }, key: (data) => data.id });

async function openWorld() {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('matcher', [...collectionsOfRuntime, tasks] as never);
  const handled: string[] = [];
  const service = createService({
    name: 'matcher',
    deps: {
      store, ...time, random: systemRandom, http: systemHttp, log: silentLog, makeId: createIds(time.clock, systemRandom), settings: {}, instance: 'host:1',
      bus: { publish: async () => undefined, subscribe: async () => undefined, health: () => ({ state: 'away', reason: 'Kafka cannot be reached', lastProgressAgeMs: 5, lag: { matcher: 7 } }), close: async () => undefined },
    },
    authenticate: async (authorization) => (authorization === 'Bearer op' ? { kind: 'operator' } : Promise.reject(new AppError('not-signed-in'))),
    routes: [],
    handlers: [on(asked, async ({ id }) => void handled.push(id))],
    workers: [dueWork({ collection: tasks, work: async () => ({ nextAt: null }) })],
  });
  const door = await listen(
    (request, response) => {
      if (request.url !== '/oauth2/token') return void service.handler(request, response);
      const known = request.headers.authorization === `Basic ${Buffer.from('operator:right').toString('base64')}`;
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: 'op', token_type: 'Bearer', expires_in: 300 }));
    },
    { port: 0, host: '127.0.0.1', log: silentLog },
  );
  const urls = Object.fromEntries(['broker', 'connector', 'matcher', 'trigger', 'portal'].map((name) => [name, door.url])) as Record<Operated, string>;
  const run = async (line: string, secret = 'right'): Promise<{ code: number; said: string }> => {
    const read = readCommand(line.split(' '));
    if (read === 'help' || 'fault' in read) throw new Error(`${line} is no command`);
    const said: string[] = [];
    const terminal = { say: (text: string) => void said.push(text), warn: (text: string) => void said.push(text), ask: undefined };
    const api = await openOperatorApi({ product: { urls, secrets: [new Secret(secret)] }, http: systemHttp, clock: time.clock });
    const code = await runCommand(read.command as LiveCommand, { api, terminal, clock: time.clock, json: read.json, yes: read.yes });
    return { code, said: said.join('\n') };
  };
  const bury = async (position: number): Promise<string> => {
    const message = asked.make({ agencyId: 'a1', id: `t${position}` }, { id: `m${position}`, now: time.clock.now() });
    const placed = { owner: 'connector', partition: 3, position, message };
    const letter: DeadLetter = { ...placed, id: deadLetterId('matcher', placed), group: 'matcher', type: message.type, reason: 'internal: it broke', issues: [], attempts: 8, at: time.clock.now(), state: 'dead' };
    await store.insert(deadLetters, letter);
    return letter.id;
  };
  return { ...time, store, run, bury, handled, close: () => door.close() };
}

let world: Awaited<ReturnType<typeof openWorld>>;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test('dead letters are listed, shown, replayed and dropped; giving one up asks first', async () => {
  const [first, second] = [await world.bury(1), await world.bury(2)];
  const listed = await world.run('dead-letters list --service matcher');
  expect([listed.code, listed.said]).toEqual([0, expect.stringMatching(/task\.asked.*a1.*8.*internal: it broke/)]);
  expect((await world.run(`dead-letters show ${first}`)).said).toContain('"owner": "connector"');
  expect(await world.run(`dead-letters replay ${first}`)).toMatchObject({ code: 0, said: expect.stringContaining('replayed') });
  expect(world.handled).toEqual(['t1']);
  expect(await world.run(`dead-letters drop ${second}`)).toMatchObject({ code: 1, said: expect.stringContaining('--yes') });
  expect(await world.run(`dead-letters drop ${second} --yes`)).toMatchObject({ code: 0, said: expect.stringContaining('dropped') });
  expect((await world.run('dead-letters list --service matcher')).said).toBe('No message is dead.');
  // Programs get what they can read, also where there is nothing.
  expect((await world.run('dead-letters drop --all --service matcher --yes --json')).said).toBe('[]');
  expect((await world.run(`dead-letters replay ${second}`)).code).toBe(1);
});

test('work is listed by collection and one by one, and what is overdue is driven again', async () => {
  await world.store.insert(tasks, { id: 'late', ...newDue(world.clock.now() - 120_000) });
  await world.store.insert(tasks, { id: 'later', ...newDue(world.clock.now() + 3_600_000) });
  expect((await world.run('work list --service matcher')).said).toMatch(/matcher\s+tasks\s+1/);
  expect((await world.run('work list --service matcher tasks')).said).toContain('late');
  expect(await world.run('work redrive --service matcher tasks --state overdue')).toMatchObject({ code: 0, said: 'late  is due now' });
  expect(await world.run('work redrive --service matcher tasks later nobody')).toMatchObject({ code: 1, said: expect.stringContaining('later  is due now') });
  expect((await world.store.get(tasks, 'later'))?.dueAt).toBe(world.clock.now());
});

test('lag says how far a service is behind, and why its bus is away', async () => {
  expect((await world.run('lag --service matcher')).said).toMatch(/matcher\s+Kafka cannot be reached.*\s7 \(by this process\)\s/);
});

test('a wrong secret is one sentence that says what to set', async () => {
  await expect(world.run('lag', 'wrong')).rejects.toThrow(/does not take the operator's secret.*OPS_OPERATOR_SECRET/);
});
