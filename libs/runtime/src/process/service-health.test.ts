import type { Bus, BusHealth } from '@portal-sync/bus';
import { AppError, engineTrouble, silentLog, type Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import type { Relay } from '../messages/relay.ts';
import type { DueWorker, DueWorkerHealth } from '../workers/due-worker.ts';
import { createServiceHealth } from './service-health.ts';

const setup = () => {
  const time = createManualTime();
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (fields, message) => void lines.push(`${message}: ${String(fields['probe'])} ${String(fields['check'])} ${String(fields['detail'])}`),
    info: (fields, message) => void lines.push(`${message}: ${String(fields['probe'])} ${String(fields['check'])}`),
  };
  const is = {
    state: 'started' as 'new' | 'started' | 'stopping',
    bus: { state: 'ok', lastProgressAgeMs: 0, lag: {} } as BusHealth,
    ping: async (): Promise<void> => undefined,
    relay: { look: 0, progress: 0 },
    worker: { running: 0, lastProgressAgeMs: 0, lastLookAgeMs: 0, oldestRunMs: 0, behindMs: 0, stuckAfterMs: 180_000 } as DueWorkerHealth,
  };
  const health = createServiceHealth({
    log,
    timers: time.timers,
    store: { ping: () => is.ping() } as Store,
    bus: { health: () => is.bus } as Bus,
    state: () => is.state,
    relay: () => ({ lastLookAgeMs: () => is.relay.look, lastProgressAgeMs: () => is.relay.progress }) as Relay,
    workers: () => new Map([['tasks', { health: () => is.worker } as unknown as DueWorker]]),
  });
  const failing = async () => ({
    live: (await health.live()).filter((check) => !check.ok).map((check) => check.name),
    ready: (await health.ready()).filter((check) => !check.ok).map((check) => check.name),
  });
  return { ...time, is, health, failing, lines };
};
type World = ReturnType<typeof setup>['is'];

const gone = () => Promise.reject(new AppError('unavailable', { detail: 'The store is closed.' }));

test.each<[what: string, make: (is: World) => void, live: string[], ready: string[]]>([
  ['all is well', () => undefined, [], []],
  ['it has not started', (is) => (is.state = 'new'), [], ['started']],
  ['it stops', (is) => (is.state = 'stopping'), [], ['started']],
  ['a bus that is behind works', (is) => (is.bus = { ...is.bus, state: 'behind' }), [], []],
  ['a bus whose engine is away', (is) => (is.bus = { ...is.bus, state: 'away', reason: 'Kafka cannot be reached' }), [], ['bus']],
  ['a bus that is stuck wants a restart', (is) => (is.bus = { ...is.bus, state: 'stuck' }), ['bus'], ['bus']],
  ['a bus that is stuck because the store is away does not', (is) => Object.assign(is, { bus: { ...is.bus, state: 'stuck' }, ping: gone }), [], ['store', 'bus']],
  ['a store that is away', (is) => (is.ping = gone), [], ['store']],
  ['a bus that takes no messages, however often it is tried', (is) => (is.relay = { look: 1_000, progress: 60_000 }), [], ['relay']],
  ['a relay that hangs', (is) => (is.relay = { look: 60_000, progress: 60_000 }), ['relay'], ['relay']],
  ['a relay that waits for a bus whose engine is away', (is) => Object.assign(is, { bus: { ...is.bus, state: 'away' }, relay: { look: 100_000, progress: 100_000 } }), [], ['bus', 'relay']],
  ['a worker that cannot look', (is) => (is.worker = { ...is.worker, lastProgressAgeMs: 60_000 }), [], ['workers']],
  ['a worker that does not look', (is) => (is.worker = { ...is.worker, lastProgressAgeMs: 60_000, lastLookAgeMs: 60_000 }), ['workers'], ['workers']],
  ['a worker with its hands full for a while', (is) => (is.worker = { ...is.worker, running: 8, lastProgressAgeMs: 120_000, lastLookAgeMs: 120_000 }), [], []],
  ['a worker whose work hangs', (is) => (is.worker = { ...is.worker, running: 8, lastProgressAgeMs: 180_000, lastLookAgeMs: 180_000 }), ['workers'], []],
  ['a worker that goes on looking, one piece of whose work lasts', (is) => (is.worker = { ...is.worker, running: 1, oldestRunMs: 179_000 }), [], []],
  ['a worker that goes on looking, one piece of whose work hangs', (is) => (is.worker = { ...is.worker, running: 1, oldestRunMs: 180_000 }), ['workers'], []],
])('%s', async (_what, make, live, ready) => {
  const { is, failing } = setup();
  make(is);
  expect(await failing()).toEqual({ live, ready });
});

test('a store that never answers is away after two seconds, and leaves no timer', async () => {
  const { is, health, advance, waiting } = setup();
  is.ping = () => new Promise(() => undefined);
  const looking = health.ready();
  await advance(2_000);
  expect(await looking).toContainEqual({ name: 'store', ok: false, detail: expect.stringContaining('2000 ms'), reason: 'the store does not answer' });
  is.ping = async () => undefined;
  await health.ready();
  expect(waiting()).toBe(0);
});

test('why an engine is away is said without where it is', async () => {
  const { is, health } = setup();
  is.bus = { ...is.bus, state: 'away', reason: 'Kafka cannot be reached' };
  is.ping = () => Promise.reject(engineTrouble({ sentence: 'MongoDB at db-1:27017 cannot be used.', reason: 'MongoDB cannot be used' }));
  const ready = await health.ready();
  expect(ready.flatMap(({ name, reason }) => (reason === undefined ? [] : [[name, reason]]))).toEqual([['store', 'MongoDB cannot be used'], ['bus', 'Kafka cannot be reached']]);
});

test('what turns is logged once, with why', async () => {
  const { is, health, lines } = setup();
  is.relay = { look: 0, progress: 75_000 };
  await health.ready();
  await health.ready();
  is.relay = { look: 0, progress: 0 };
  await health.ready();
  await health.ready();
  expect(lines).toEqual(['a health check fails: ready relay 75 s', 'a health check is well again: ready relay']);
});
