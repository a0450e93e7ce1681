import type { Bus } from '@portal-sync/bus';
import { silentLog, sleep, type CloudEvent } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { collectionsOfRuntime, startRelay } from '../index.ts';
import { relayClaims } from './relay-claims.ts';

const message = (id: string, key = 'k'): CloudEvent => ({
  specversion: '1.0', id, source: '/tested', type: 'thing.changed', time: '2026-03-02T08:00:00Z',
  datacontenttype: 'application/json', dataversion: 1, partitionkey: key, agency: 'a1', data: {},
});

/** A store that tells of no commit. */
const deaf = (store: Store): Store => playing(store, { onCommit: () => () => undefined });
const playing = (store: Store, other: Partial<Store>): Store => ({
  outbox: store.outbox,
  get: store.get.bind(store), update: store.update.bind(store), transaction: store.transaction.bind(store), onCommit: store.onCommit,
  ...other,
}) as Store;

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
  const start = (from: Store = store, timers = time.timers) => startRelay({ store: from, bus, clock: time.clock, timers, log: silentLog });
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

  test('a backlog that takes minutes is progress with every batch', async () => {
    const { store, clock, timers, bus, send, advance, published } = await setup();
    for (let at = 0; at < 15; at++) await send(...Array.from({ length: 100 }, (_, one) => message(`m${at}-${one}`)));
    const publish = async (messages: readonly PlacedMessage[]): Promise<void> => {
      await sleep(timers, 40_000);
      await bus.publish(messages);
    };
    const relay = startRelay({ store, bus: { ...bus, publish }, clock, timers, log: silentLog });
    for (let second = 0; second < 110; second++) await advance(1_000);
    expect(published).toHaveLength(1_000);
    expect(relay.lastProgressAgeMs()).toBeLessThan(40_000);
    expect(relay.lastLookAgeMs()).toBeLessThan(40_000);
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

  test('after a crash before it was written how far it came, the next publishes again, and never skips', async () => {
    const { send, start, store, bus, settle, ids, advance, published } = await setup();
    const never = new Promise<never>(() => undefined);
    bus.publish = async (messages) => {
      published.push(...messages);
      if (published.length === 1) await never;
    };
    // Its timers are gone with it: nothing renews the claim.
    start(store, { after: () => () => undefined });
    await send(message('m1'));
    await settle();
    start();
    await advance(4_000);
    expect(ids()).toEqual(['m1']);
    await advance(1_100);
    expect(ids()).toEqual(['m1', 'm1']);
    start();
    await advance(10_000);
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

describe('two relays on one store', () => {
  const numbersOf = (published: readonly PlacedMessage[], key: string) => published.filter((placed) => placed.message.partitionkey === key).map((placed) => Number(placed.message.id));

  test('publish each message once, those of a key in their order, however slow the bus is', async () => {
    const { send, start, bus, timers, advance, published } = await setup();
    let calls = 0;
    bus.publish = async (messages) => {
      await sleep(timers, (calls++ * 37) % 90);
      published.push(...messages);
    };
    start();
    start();
    const keys = Array.from({ length: 9 }, (_, at) => `key-${at}`);
    for (let at = 0; at < 200; at++) {
      await send(message(`${at}`, keys[at % keys.length]));
      await advance(7);
    }
    await advance(5_000);
    expect(published).toHaveLength(200);
    for (const key of keys) expect(numbersOf(published, key)).toEqual(numbersOf(published, key).sort((a, b) => a - b));
  });

  test('one waits while the other is at it, and looks again soon', async () => {
    const { send, start, bus, timers, advance, ids, published } = await setup();
    bus.publish = async (messages) => {
      await sleep(timers, 2_000);
      published.push(...messages);
    };
    start();
    await send(message('m1'));
    start();
    await advance(1_000);
    await send(message('m2'));
    await advance(3_100);
    expect(ids()).toEqual(['m1', 'm2']);
  });

  test('a publish that takes longer than a claim holds does not lose it', async () => {
    const { send, start, bus, timers, advance, ids, published } = await setup();
    bus.publish = async (messages) => {
      await sleep(timers, 20_000);
      published.push(...messages);
    };
    start();
    start();
    await send(message('m1'));
    await advance(30_000);
    expect(ids()).toEqual(['m1']);
  });

  test('one that stood still past its claim publishes nothing more of what it had read, and takes back nothing of what the other did', async () => {
    const { store, send, start, settle, advance, published, ids } = await setup();
    const still = createManualTime();
    let goOn = (): void => undefined;
    let begun = 0;
    const slowBus = { async publish(messages: readonly PlacedMessage[]) {
      begun++;
      await new Promise<void>((resolve) => (goOn = resolve));
      published.push(...messages);
    } } as unknown as Bus;
    await send(...Array.from({ length: 700 }, (_, at) => message(`${at}`)));
    startRelay({ store: playing(store, { onCommit: () => () => undefined }), bus: slowBus, ...still, log: silentLog });
    await settle();
    start();
    await advance(6_000);
    expect(ids()).toEqual(Array.from({ length: 700 }, (_, at) => `${at}`));
    // It wakes up: what was under way lands a second time, nothing after it.
    still.jump(6_000);
    goOn();
    await still.advance(0);
    expect(published).toHaveLength(1_200);
    await still.advance(60_000);
    await advance(60_000);
    expect([begun, published.length]).toEqual([1, 1_200]);
    await send(message('last'));
    await advance(2_000);
    expect(ids().at(-1)).toBe('last');
    expect(published).toHaveLength(1_201);
  });
});

describe('for a bus that reads outboxes itself', () => {
  test('the relay tells of the newest and writes nothing down', async () => {
    const { store, bus, send, start, settle, ids } = await setup();
    Object.assign(bus, { readsOutboxes: true });
    await send(message('m1'), message('m2'), message('other', 'key-7'));
    start();
    await settle();
    expect(ids().sort()).toEqual(['m2', 'other']);
    let commits = 0;
    store.onCommit(() => commits++);
    await send(message('m3'));
    await settle();
    expect([ids().at(-1), commits]).toEqual(['m3', 1]);
    expect(await store.get(relayClaims, 'relay')).toBeUndefined();
  });
});
