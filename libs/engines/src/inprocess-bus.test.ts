import type { Subscription } from '@portal-sync/bus';
import { busCursors, cursorId, deadLetters } from '@portal-sync/bus';
import { createInprocessBus } from '@portal-sync/bus-inprocess';
import type { CloudEvent, Timers } from '@portal-sync/kernel';
import { partitionOf, silentLog } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { afterEach, expect, test } from 'vitest';

const KEY = 'k';
const PARTITION = partitionOf(KEY);

/** Time that moves only when told. */
function manualTime() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    after(ms, run) {
      const entry = { at: now + ms, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
  };
  const advance = async (ms: number): Promise<void> => {
    await settle();
    const end = now + ms;
    for (;;) {
      const next = waiting.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      waiting = waiting.filter((each) => each !== next);
      now = next.at;
      next.run();
      await settle();
    }
    now = end;
    await settle();
  };
  return { clock: { now: () => now }, timers, advance };
}

/** Stores in memory answer within microtasks, so one turn of the event loop is enough for everything to come to rest. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

async function setUp() {
  const time = manualTime();
  const openStore = async (owner: string): Promise<Store> => {
    const store = await openSqliteStore({ memory: true, clock: time.clock })(owner, [busCursors, deadLetters]);
    ends.push(() => store.close());
    return store;
  };
  const startBus = () => {
    const bus = createInprocessBus({ ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 0.5 }, log: silentLog });
    ends.unshift(async () => {
      const closed = bus.close({ drainMs: 0 });
      await time.advance(1);
      await closed;
    });
    return bus;
  };
  return { ...time, openStore, startBus, owner: await openStore('owner'), consumer: await openStore('consumer'), bus: startBus() };
}

const message = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/owner',
  type: 'thing.changed',
  time: '2026-01-05T09:00:00Z',
  datacontenttype: 'application/json',
  dataversion: 1,
  partitionkey: KEY,
  agency: 'a',
  data: {},
});

const commit = (store: Store, ...ids: string[]) => store.transaction(async (tx) => ids.forEach((id) => tx.send(message(id))));

const placed = (store: Store): Promise<readonly PlacedMessage[]> => store.outbox.readFrom(PARTITION, 0, 1_000);

function taker(store: Store, handle: Subscription['handle'] = async () => undefined): Subscription & { readonly ids: string[] } {
  const ids: string[] = [];
  return {
    group: 'consumer',
    types: ['thing.changed'],
    store,
    ids,
    async handle(each, delivery) {
      await handle(each, delivery);
      ids.push(each.id);
    },
  };
}

test('a published message is delivered without waiting for any timer', async () => {
  const { bus, owner, consumer } = await setUp();
  await bus.register(owner.outbox);
  const group = taker(consumer);
  await bus.subscribe(group);
  await commit(owner, 'm1', 'm2');
  await settle();
  expect(group.ids).toEqual([]);
  await bus.publish(await placed(owner));
  await settle();
  expect(group.ids).toEqual(['m1', 'm2']);
});

test('a message that nobody published is found by looking each second', async () => {
  const { bus, owner, consumer, advance } = await setUp();
  await bus.register(owner.outbox);
  const group = taker(consumer);
  await bus.subscribe(group);
  await commit(owner, 'm1');
  await advance(999);
  expect(group.ids).toEqual([]);
  await advance(1);
  expect(group.ids).toEqual(['m1']);
  await commit(owner, 'm2');
  await advance(1_000);
  expect(group.ids).toEqual(['m1', 'm2']);
});

test('a message is not called published when its outbox is not read here, or does not hold it', async () => {
  const { bus, owner } = await setUp();
  await commit(owner, 'm1');
  const messages = await placed(owner);
  await expect(bus.publish(messages)).rejects.toMatchObject({ code: 'internal' });
  await bus.register(owner.outbox);
  await bus.publish(messages);
  await expect(bus.publish(messages.map((each) => ({ ...each, position: 2 })))).rejects.toMatchObject({ code: 'internal' });
});

test('an owner that joins after a group is read, too, and a group that joins after an owner', async () => {
  const { bus, owner, consumer, openStore } = await setUp();
  const late = await openStore('late-owner');
  await bus.register(owner.outbox);
  await commit(owner, 'm1');
  await commit(late, 'm2');
  const group = taker(consumer);
  await Promise.all([bus.subscribe(group), bus.register(late.outbox)]);
  await bus.publish([...(await placed(owner)), ...(await placed(late))]);
  await settle();
  expect(group.ids.toSorted()).toEqual(['m1', 'm2']);
});

test('one group subscribes once, one owner registers once', async () => {
  const { bus, owner, consumer } = await setUp();
  await bus.register(owner.outbox);
  await bus.subscribe(taker(consumer));
  await expect(bus.register(owner.outbox)).rejects.toMatchObject({ code: 'internal' });
  await expect(bus.subscribe(taker(consumer))).rejects.toMatchObject({ code: 'internal' });
});

test('how far a group came is kept without any farewell, a moment later, and in the consumer’s own store', async () => {
  const { bus, owner, consumer, advance, startBus } = await setUp();
  await bus.register(owner.outbox);
  await bus.subscribe(taker(consumer));
  await commit(owner, 'm1', 'm2');
  await bus.publish(await placed(owner));
  await advance(300);
  expect(await consumer.get(busCursors, cursorId('consumer', 'owner', PARTITION))).toMatchObject({ position: 2 });
  expect(await owner.get(busCursors, cursorId('consumer', 'owner', PARTITION))).toBeUndefined();
  const next = startBus();
  await next.register(owner.outbox);
  const group = taker(consumer);
  await next.subscribe(group);
  await settle();
  expect(group.ids).toEqual([]);
});

test('a hundred messages cost a handful of cursor writes', async () => {
  const { bus, owner, consumer, advance } = await setUp();
  let commits = 0;
  consumer.onCommit((hint) => {
    if (hint.collections.has('busCursors')) commits++;
  });
  await bus.register(owner.outbox);
  const group = taker(consumer);
  await bus.subscribe(group);
  for (let i = 0; i < 100; i++) {
    await commit(owner, `m${i}`);
    await bus.publish((await placed(owner)).slice(-1));
    await advance(5);
  }
  await advance(1_000);
  expect(group.ids).toHaveLength(100);
  expect(commits).toBeLessThan(6);
});

test('a cursor ahead of its outbox is taken for what it is: the owner’s file was replaced', async () => {
  const { bus, owner, consumer } = await setUp();
  const id = cursorId('consumer', 'owner', PARTITION);
  await consumer.put(busCursors, { id, reader: 'consumer', owner: 'owner', partition: PARTITION, position: 50 });
  await bus.register(owner.outbox);
  const group = taker(consumer);
  await bus.subscribe(group);
  await commit(owner, 'm1');
  await bus.publish(await placed(owner));
  await settle();
  expect(group.ids).toEqual(['m1']);
});

test('an outbox that cannot be read for a while is read again', async () => {
  const { bus, owner, consumer, advance } = await setUp();
  let broken = true;
  const flaky: Outbox = {
    owner: 'owner',
    place: () => owner.outbox.place(),
    heads: () => owner.outbox.heads(),
    prune: (before) => owner.outbox.prune(before),
    readFrom: (...asked) => (broken ? Promise.reject(new Error('not now')) : owner.outbox.readFrom(...asked)),
  };
  await bus.register(flaky);
  const group = taker(consumer);
  await bus.subscribe(group);
  await commit(owner, 'm1');
  await advance(5_000);
  expect(group.ids).toEqual([]);
  broken = false;
  await advance(1_000);
  expect(group.ids).toEqual(['m1']);
});

test('a retry waits longer each time, by the passed-in timers', async () => {
  const { bus, owner, consumer, advance, clock } = await setUp();
  await bus.register(owner.outbox);
  const tries: number[] = [];
  await bus.subscribe(
    taker(consumer, async () => {
      tries.push(clock.now());
      throw new Error('no');
    }),
  );
  await commit(owner, 'm1');
  await bus.publish(await placed(owner));
  await advance(60_000);
  const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
  expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 3_200]);
  expect(await consumer.count(deadLetters, { index: 'byState', equals: ['dead'] })).toBe(1);
});

test('health is stuck when a handler hangs, and when nobody has looked for long', async () => {
  const { bus, owner, consumer, advance } = await setUp();
  await bus.register(owner.outbox);
  let letGo: () => void = () => undefined;
  await bus.subscribe(taker(consumer, () => new Promise((resolve) => (letGo = resolve))));
  await commit(owner, 'm1');
  await bus.publish(await placed(owner));
  await advance(50_000);
  expect(bus.health()).toMatchObject({ state: 'ok', lag: { consumer: 1 } });
  await advance(20_000);
  expect(bus.health().state).toBe('stuck');
  letGo();
  await settle();
  expect(bus.health()).toMatchObject({ state: 'ok', lag: { consumer: 0 } });
});

test('the age of the last progress is young while it looks', async () => {
  const { bus, owner, advance } = await setUp();
  await bus.register(owner.outbox);
  await advance(10_500);
  expect(bus.health().lastProgressAgeMs).toBe(500);
  await owner.close();
  await advance(70_000);
  expect(bus.health()).toMatchObject({ state: 'stuck', lastProgressAgeMs: 70_500 });
});
