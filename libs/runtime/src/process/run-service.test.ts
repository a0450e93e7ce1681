import { createInprocessBus } from '@portal-sync/bus-inprocess';
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

function setup(env: Record<string, string> = {}, prepare = () => ({ greeting: 'hello' })) {
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
          return { bus, openStore: async () => store, close: async () => void order.push('engines close') };
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

test('a service opens its engines, starts, opens its door, and ends in reverse at a signal', async () => {
  const { done, order, exits, signal, said } = setup({ ENGINE: 'memory' });
  await done;
  expect(order).toEqual(['engines memory', 'start', 'started hello']);
  signal('SIGTERM');
  await vi.waitFor(() => expect(exits).toEqual([0]));
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
  const { done, order, exits, said } = setup({ ENGINE: 'memory' }, () => {
    throw new StartError('The file is not there.');
  });
  await done;
  expect([order, exits, said()]).toEqual([[], [1], 'The file is not there.\n']);
});
