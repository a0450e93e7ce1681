import type { Bus, Feed, Subscription } from '@portal-sync/bus';
import { busCursors, localFeed } from '@portal-sync/bus';
import { defineMessage } from '@portal-sync/contracts';
import { AppError, silentLog, type CloudEvent, type Log } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callRoute, collectionsOfRuntime, consume, httpFeed, on, outboxFeedRoute, startCatchUp, type MessageHandler } from '../index.ts';

const kind = (owner: string, type = 'thing.changed') =>
  defineMessage({ type, version: 1, owner, nature: 'look-again', shape: { agencyId: z.string(), thingId: z.string() }, key: (data) => data.thingId });
const changed = kind('owner');
const stamp = { id: 'm1', now: 0 };

const setup = async () => {
  const time = createManualTime();
  const open = (owner: string) => openSqliteStore({ memory: true, clock: time.clock })(owner, collectionsOfRuntime as never);
  const store = await open('reader');
  const subscriptions: Subscription[] = [];
  const bus = { subscribe: async (subscription: Subscription) => void subscriptions.push(subscription) } as unknown as Bus;
  const start = async (...handlers: MessageHandler[]) => {
    const subscription = await consume({ bus, store, group: 'reader', handlers, log: silentLog });
    const deliver = (message: CloudEvent) => (subscription as Subscription).handle(message, { attempt: 2, signal: new AbortController().signal });
    return { subscription: subscription as Subscription, deliver };
  };
  return { ...time, open, store, bus, start, subscriptions };
};

describe('consuming', () => {
  test('the handler of a kind gets the payload and how it came', async () => {
    const { start, subscriptions } = await setup();
    const seen: unknown[] = [];
    const { deliver } = await start(on(changed, async (data, { message, delivery }) => void seen.push([data, message.id, delivery.attempt])));
    await deliver(changed.make({ agencyId: 'a1', thingId: 't1' }, stamp));
    expect(seen).toEqual([[{ agencyId: 'a1', thingId: 't1' }, 'm1', 2]]);
    expect(subscriptions).toMatchObject([{ group: 'reader', types: ['thing.changed'] }]);
  });

  test('a payload that does not parse is poison: `invalid` with paths, never values, and no handler runs', async () => {
    const { start } = await setup();
    const { deliver } = await start(on(changed, async () => expect.unreachable()));
    const poison = { ...changed.make({ agencyId: 'a1', thingId: 't1' }, stamp), data: { agencyId: 'a1', thingId: { canary: 1 } } } as unknown as CloudEvent;
    const error = await deliver(poison).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid', issues: [{ path: 'thingId' }] });
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  test('unknown fields are read over: a newer writer does no harm', async () => {
    const { start } = await setup();
    const seen: unknown[] = [];
    const { deliver } = await start(on(changed, async (data) => void seen.push(data)));
    const newer = changed.make({ agencyId: 'a1', thingId: 't1' }, stamp);
    await deliver({ ...newer, dataversion: 2, data: { ...newer.data, more: true } } as CloudEvent);
    expect(seen).toEqual([{ agencyId: 'a1', thingId: 't1' }]);
  });

  test('a throw reaches the bus, which delivers again', async () => {
    const { start } = await setup();
    const { deliver } = await start(on(changed, () => Promise.reject(new AppError('unavailable'))));
    await expect(deliver(changed.make({ agencyId: 'a1', thingId: 't1' }, stamp))).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a message that fails for long is told more and more rarely', async () => {
    const { bus, store } = await setup();
    const told: unknown[] = [];
    const log: Log = { ...silentLog, warn: ({ attempt }) => void told.push(attempt), child: () => log };
    const subscription = await consume({ bus, store, group: 'reader', handlers: [on(changed, () => Promise.reject(new AppError('unavailable')))], log });
    const message = changed.make({ agencyId: 'a1', thingId: 't1' }, stamp);
    for (let attempt = 1; attempt <= 20; attempt++) await subscription?.handle(message, { attempt, signal: new AbortController().signal }).catch(() => undefined);
    expect(told).toEqual([1, 2, 4, 8, 16]);
  });

  test('one handler takes the same message from several owners, and several types', async () => {
    const { start } = await setup();
    const done = [kind('x', 'thing.done'), kind('y', 'thing.done')];
    const handler = on([...done, changed], async () => undefined);
    expect(handler).toMatchObject({ types: ['thing.done', 'thing.changed'], owners: ['x', 'y', 'owner'] });
    expect((await start(handler)).subscription.types).toEqual(['thing.done', 'thing.changed']);
  });

  test('two handlers for one type are a mistake of ours', async () => {
    const { start } = await setup();
    const handler = on(changed, async () => undefined);
    await expect(start(handler, handler)).rejects.toThrow('two handlers take thing.changed');
  });

  test('a service that takes nothing subscribes to nothing', async () => {
    const { start, subscriptions } = await setup();
    await start();
    expect(subscriptions).toEqual([]);
  });
});

describe('catching up', () => {
  const sent = async () => {
    const world = await setup();
    const owner = await world.open('owner');
    const send = (...things: string[]) =>
      owner.transaction(async (tx) => things.forEach((thingId) => tx.send(changed.make({ agencyId: 'a1', thingId }, { id: `m-${thingId}`, now: 0 }))));
    const routes = [outboxFeedRoute(owner)];
    const asked: string[] = [];
    const http = async (url: string | URL, init?: RequestInit): Promise<Response> => {
      const { pathname, search } = new URL(url);
      asked.push(String(new Headers(init?.headers).get('authorization')));
      const answer = await callRoute(routes, undefined, { url: pathname + search, caller: { kind: 'service', name: 'reader' } });
      return new Response(JSON.stringify(answer.body), { status: answer.status });
    };
    const seen: string[] = [];
    const { subscription } = await world.start(on(changed, async ({ thingId }) => void seen.push(thingId)));
    const start = (feed: Feed, owners = ['owner']) =>
      startCatchUp({ feed, owners, subscription, ...world, log: silentLog, random: { unit: () => 0.5, bytes: () => new Uint8Array() } });
    return { ...world, owner, send, http, asked, seen, start };
  };

  test('a message lost by the bus is found at the start over HTTP, in order, and once', async () => {
    const { send, http, asked, seen, start, settle, advance, store } = await sent();
    await send('t1', 't1', 't2');
    start(httpFeed(http, 'http://owner.internal', async () => 'token'));
    await settle();
    expect(seen.sort()).toEqual(['t1', 't1', 't2']);
    expect(asked[0]).toBe('Bearer token');
    expect(await store.count(busCursors, { index: 'byReader', equals: ['reader:catch-up', 'owner'] })).toBeGreaterThan(0);
    await advance(60_000);
    expect(seen).toHaveLength(3);
  });

  test('and hourly after that', async () => {
    const { owner, send, seen, start, settle, advance } = await sent();
    start(localFeed(() => owner.outbox));
    await settle();
    await send('t1');
    await advance(3_600_000);
    expect(seen).toEqual(['t1']);
  });

  test('an owner that is away holds up no other, and is asked again soon, not in an hour', async () => {
    const { owner, send, seen, start, settle, advance } = await sent();
    await send('t1');
    let away = true;
    const feed: Feed = {
      async readFrom(name, partition, position, limit) {
        if (name === 'owner') return localFeed(() => owner.outbox).readFrom(name, partition, position, limit);
        if (away) throw new AppError('upstream-failed');
        return { messages: [{ owner: name, partition, position: 1, message: changed.make({ agencyId: 'a', thingId: `o${partition}` }, stamp) }].slice(position), head: 1 };
      },
    };
    start(feed, ['other', 'owner']);
    await settle();
    expect(seen).toEqual(['t1']);
    away = false;
    await advance(10_000);
    expect(seen).toContain('o3');
    expect(seen.filter((thing) => thing === 't1')).toHaveLength(1);
  });

  test('a message that could not be handled is handled again soon', async () => {
    const { owner, send, settle, advance, store, ...world } = await sent();
    await send('t1');
    const seen: string[] = [];
    let away = true;
    const subscription: Subscription = {
      group: 'again', types: ['thing.changed'], store,
      async handle({ data }) {
        if (away) throw new AppError('upstream-failed');
        seen.push((data as { thingId: string }).thingId);
      },
    };
    startCatchUp({ ...world, feed: localFeed(() => owner.outbox), owners: ['owner'], subscription, log: silentLog, random: { unit: () => 0.5, bytes: () => new Uint8Array() } });
    await settle();
    away = false;
    await advance(10_000);
    expect(seen).toEqual(['t1']);
  });

  test.each([
    ['answers with an error', async () => new Response('{}', { status: 503 }), 'owner answered 503'],
    ['answers something else', async () => new Response('{"items": 1}'), 'owner did not answer with its outbox'],
    ['cannot be reached', async () => Promise.reject(new Error('ECONNREFUSED')), 'owner could not be reached'],
  ])('an owner that %s is an upstream failure', async (_what, http, detail) => {
    const feed = httpFeed(http, 'http://owner.internal', async () => 'token');
    await expect(feed.readFrom('owner', 0, 0, 10)).rejects.toMatchObject({ code: 'upstream-failed', detail });
  });

  test('the outbox is for our own services only', async () => {
    const { owner } = await sent();
    const routes = [outboxFeedRoute(owner)];
    const url = '/internal/outbox?partition=0';
    expect(await callRoute(routes, undefined, { url })).toMatchObject({ status: 401 });
    expect(await callRoute(routes, undefined, { url, caller: { kind: 'user', agencyId: 'a1', userId: 'u1', role: 'admin' } })).toMatchObject({ status: 403 });
    expect(await callRoute(routes, undefined, { url: '/internal/outbox?partition=99', caller: { kind: 'service', name: 'reader' } })).toMatchObject({ status: 400 });
  });
});
