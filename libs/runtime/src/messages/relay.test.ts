import type { Bus } from '@portal-sync/bus';
import { silentLog, type CloudEvent } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { collectionsOfRuntime, startRelay } from '../index.ts';

const message = (id: string, key = 'k'): CloudEvent => ({
  specversion: '1.0', id, source: '/tested', type: 'thing.changed', time: '2026-03-02T08:00:00Z',
  datacontenttype: 'application/json', dataversion: 1, partitionkey: key, agency: 'a1', data: {},
});

/** A store that tells of no commit. */
const deaf = (store: Store): Store =>
  ({ outbox: store.outbox, get: (...args) => store.get(...args), transaction: (work) => store.transaction(work), onCommit: () => () => undefined }) as Partial<Store> as Store;

const setup = async () => {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('tested', collectionsOfRuntime as never);
  const published: PlacedMessage[] = [];
  const state = { down: false, calls: 0 };
  const bus = {
    async publish(messages: readonly PlacedMessage[]) {
      state.calls++;
      if (state.down) throw new Error('bus is down');
      published.push(...messages);
    },
  } as unknown as Bus;
  const send = (...messages: CloudEvent[]) => store.transaction(async (tx) => messages.forEach((one) => tx.send(one)));
  const start = (from: Store = store) => startRelay({ store: from, bus, ...time, log: silentLog });
  return { ...time, store, bus, state, send, start, published, ids: () => published.map((placed) => placed.message.id) };
};

describe('the relay', () => {
  test('publishes what was sent, in the order of the commits, at once', async () => {
    const { send, start, settle, ids } = await setup();
    start();
    await send(message('m1'), message('m2'));
    await send(message('m3'));
    await settle();
    expect(ids()).toEqual(['m1', 'm2', 'm3']);
  });

  test('publishes what was sent before it started', async () => {
    const { send, start, settle, ids } = await setup();
    await send(message('m1'));
    start();
    await settle();
    expect(ids()).toEqual(['m1']);
  });

  test('publishes more than one batch, of all partitions, in order per key', async () => {
    const { send, start, settle, published } = await setup();
    const keys = Array.from({ length: 30 }, (_, at) => `key-${at}`);
    await send(...Array.from({ length: 1_500 }, (_, at) => message(`${at}`, keys[at % keys.length])));
    start();
    for (let turn = 0; turn < 20; turn++) await settle();
    expect(published).toHaveLength(1_500);
    for (const key of keys) {
      const numbers = published.filter((placed) => placed.message.partitionkey === key).map((placed) => Number(placed.message.id));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  test('goes on where it stopped', async () => {
    const { send, start, settle, ids } = await setup();
    const first = start();
    await send(message('m1'));
    await first.stop();
    await send(message('m2'));
    start();
    await settle();
    expect(ids()).toEqual(['m1', 'm2']);
  });

  test('after a crash before its cursor was written it publishes again, and never skips', async () => {
    const { send, start, settle, ids, advance } = await setup();
    start();
    await send(message('m1'));
    await settle();
    start();
    await settle();
    expect(ids()).toEqual(['m1', 'm1']);
    await advance(500);
    start();
    await settle();
    expect(ids()).toEqual(['m1', 'm1']);
  });

  test('finds by polling what no hint told of', async () => {
    const { send, start, store, settle, advance, ids } = await setup();
    start(deaf(store));
    await settle();
    await send(message('m1'));
    await settle();
    expect(ids()).toEqual([]);
    await advance(1_000);
    expect(ids()).toEqual(['m1']);
  });

  test('while the bus is down it tries again more and more rarely, whatever is committed, and loses nothing', async () => {
    const { send, start, state, advance, ids } = await setup();
    const relay = start();
    state.down = true;
    for (let at = 0; at < 50; at++) {
      await send(message(`m${at}`));
      await advance(100);
    }
    expect(state.calls).toBeLessThan(8);
    expect(relay.lastProgressAgeMs()).toBeGreaterThan(4_000);
    expect(relay.lastLookAgeMs()).toBeLessThan(4_000);
    state.down = false;
    await advance(30_000);
    expect(ids()).toEqual(Array.from({ length: 50 }, (_, at) => `m${at}`));
    expect(relay.lastProgressAgeMs()).toBeLessThan(1_001);
  });

  test('a bus that hangs shows in the age of the last look', async () => {
    const { send, start, bus, advance } = await setup();
    bus.publish = () => new Promise(() => undefined);
    const relay = start();
    await send(message('m1'));
    await advance(60_000);
    expect(relay.lastLookAgeMs()).toBe(60_000);
  });

  test('stopping publishes what was committed and leaves no timer', async () => {
    const { send, start, store, settle, ids, waiting } = await setup();
    const relay = start(deaf(store));
    await settle();
    await send(message('m1'));
    await relay.stop();
    expect(ids()).toEqual(['m1']);
    expect(waiting()).toBe(0);
  });
});
