import { createServer } from 'node:net';
import { createInprocessBus } from '@portal-sync/bus-inprocess';
import { AppError, engineTrouble } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { collectionsOfRuntime, createService, runService, StartError, type ServiceDeps } from '../index.ts';

const settings = z.object({
  TESTED_HOST: z.string().default('127.0.0.1'),
  TESTED_PORT: z.coerce.number().default(0),
  TESTED_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('silent'),
});
type Deps = ServiceDeps<z.output<typeof settings>> & { readonly greeting: string };

interface World {
  readonly prepare?: () => { greeting: string };
  /** Fails the opening of the store as often as it gives something. */
  readonly failOpening?: () => Error | undefined;
}

function setup(env: Record<string, string> = {}, { prepare = () => ({ greeting: 'hello' }), failOpening = () => undefined }: World = {}) {
  const order: string[] = [];
  const listeners = new Map<string, () => void>();
  let said = '';
  const exits: number[] = [];
  const process = {
    env,
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    exit: (code: number) => void exits.push(code),
    stderr: { write: (text: string) => (said += text) },
  };
  const done = runService(
    {
      name: 'tested',
      settings,
      collections: collectionsOfRuntime,
      engines: {
        settings: z.object({ ENGINE: z.string() }),
        async open({ ENGINE }, deps) {
          order.push(`engines ${ENGINE}`);
          const bus = createInprocessBus(deps);
          const store = await openSqliteStore({ memory: true, clock: deps.clock })('tested', collectionsOfRuntime);
          await bus.register(store.outbox);
          const openStore = async () => {
            const failure = failOpening();
            if (failure !== undefined) throw failure;
            return store;
          };
          return { bus, openStore, close: async () => void order.push('engines close') };
        },
      },
      prepare,
      createApp(deps: Deps) {
        const service = createService<Deps>({ name: 'tested', deps, authenticate: async () => ({ kind: 'anyone' }), routes: [] });
        return {
          ...service,
          start: async () => (order.push('start'), service.start()),
          stop: async () => (order.push('stop'), service.stop()),
        };
      },
      started: async (_app, { greeting }) => void order.push(`started ${greeting}`),
    },
    process,
  );
  return { done, order, exits, said: () => said, signal: (name: string) => listeners.get(name)?.() };
}

/** As long as it takes on a busy machine. */
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 120_000 });

test('a service opens its engines, starts, opens its door, and ends in reverse at a signal', async () => {
  const { done, order, exits, signal, said } = setup({ ENGINE: 'memory' });
  await done;
  expect(order).toEqual(['engines memory', 'start', 'started hello']);
  signal('SIGTERM');
  await until(() => expect(exits).toEqual([0]));
  expect(order.slice(3)).toEqual(['stop', 'engines close']);
  expect(said()).toBe('');
});

test('settings of the service and of its engines are told of together, and nothing is opened', async () => {
  const { done, order, exits, said } = setup({ TESTED_PROT: '1' });
  await done;
  expect(said()).toContain('ENGINE is missing');
  expect(said()).toContain('TESTED_PROT is not a setting');
  expect([order, exits]).toEqual([[], [1]]);
});

test('what the service itself needs is looked at before anything is opened', async () => {
  const { done, order, exits, said } = setup({ ENGINE: 'memory' }, {
    prepare() {
      throw new StartError('The file is not there.');
    },
  });
  await done;
  expect([order, exits, said()]).toEqual([[], [1], 'The file is not there.\n']);
});

test('while its store is away it lives, is not ready and says why, and asks to come again; then it starts by itself', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let failure: Error | undefined = engineTrouble({ sentence: 'MongoDB at db:1 cannot be reached.', reason: 'MongoDB cannot be reached' });
  const { done, order, exits, signal } = setup({ ENGINE: 'memory', TESTED_PORT: String(port) }, { failOpening: () => failure });
  await until(async () => expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ reasons: { started: 'MongoDB cannot be reached' } }));
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  const asked = await fetch(`${url}/v1/things`);
  expect([asked.status, asked.headers.get('content-type'), asked.headers.get('retry-after')]).toEqual([503, 'application/problem+json', '5']);
  expect(await asked.json()).toMatchObject({ status: 503, type: '/problems/unavailable' });
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  failure = undefined;
  await done;
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  signal('SIGTERM');
  await until(() => expect(exits).toEqual([0]));
  expect(order).toEqual(['engines memory', 'start', 'started hello', 'stop', 'engines close']);
});

test('a start that waits for its store can be called off', async () => {
  const { done, order, exits, signal, said } = setup({ ENGINE: 'memory' }, { failOpening: () => engineTrouble({ sentence: 'down', reason: 'down' }) });
  await until(() => expect(order).toEqual(['engines memory']));
  signal('SIGTERM');
  await done;
  await until(() => expect(exits).toEqual([0]));
  expect([order, said()]).toEqual([['engines memory', 'engines close'], '']);
});

test('what no waiting mends ends the process with one sentence', async () => {
  const { done, exits, said } = setup({ ENGINE: 'memory' }, { failOpening: () => new AppError('refused', { detail: 'The database is of a newer version.' }) });
  await done;
  expect([exits, said()]).toEqual([[1], 'The database is of a newer version.\n']);
});

/** A port that nobody listens on. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
