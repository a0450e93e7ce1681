import { createInprocessBus } from '@portal-sync/bus-inprocess';
import { AppError, createIds, silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import type { Service } from '@portal-sync/runtime';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collections, createApp, name, routes } from './app.ts';
import { connectorSettings } from './settings.ts';

let app: Service;
let store: Store;
let close: () => Promise<void>;
let outside: string[];
beforeEach(async () => {
  const engine = { clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog };
  store = await openSqliteStore({ memory: true, clock: systemClock })(name, collections);
  const bus = createInprocessBus(engine);
  await bus.register(store.outbox);
  outside = [];
  app = createApp({
    ...engine, store, bus,
    settings: connectorSettings.parse({ CONNECTOR_CLIENT_SECRET: 's', BROKER_URL: 'http://broker.test', MATCHER_URL: 'http://matcher.test' }),
    http: async (url) => {
      outside.push(new URL(url).pathname);
      return Response.json({ keys: [] });
    },
    makeId: createIds(systemClock, systemRandom),
    google: () => {
      throw new Error('nobody calls Google here');
    },
  });
  close = async () => {
    await app.stop();
    await bus.close({ drainMs: 0 });
    await store.close();
  };
});
afterEach(() => close());

test('it starts, is ready, and stops', async () => {
  await request(app.handler).get('/readyz').expect(503);
  await app.start();
  await request(app.handler).get('/readyz').expect(200);
  await request(app.handler).get('/livez').expect(200);
});

test('no door that needs a token opens without one, or with one that is none', async () => {
  for (const route of routes.filter(({ who }) => who !== 'anyone')) {
    const path = route.path.replace(/\{\w+\}/g, 'x');
    const send = () => request(app.handler)[route.method.toLowerCase() as 'get'](path);
    const bare = await send();
    expect([route.id, bare.status, bare.headers['www-authenticate']]).toEqual([route.id, 401, 'Bearer']);
    const wrong = await send().set('authorization', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.');
    expect([route.id, wrong.status, wrong.headers['content-type']]).toEqual([route.id, 401, 'application/problem+json']);
  }
});

test('K07: a body at Google’s door is refused before it is read, however it is sent', async () => {
  const announced = await request(app.handler).post('/google/notifications').set('content-length', '10000000').set('content-type', 'application/json').send('{}').timeout(2_000).catch((error: unknown) => error);
  expect(announced).toMatchObject({ status: 400 });
  await request(app.handler).post('/google/notifications').set('transfer-encoding', 'chunked').send('x').expect(400);
});

test('K01: knocks of strangers all sound the same and cost nothing', async () => {
  const knock = (headers: Record<string, string>) => request(app.handler).post('/google/notifications').set(headers);
  const answers = await Promise.all([knock({}), knock({ 'x-goog-channel-id': 'c1', 'x-goog-channel-token': 't', 'x-goog-message-number': '7' })]);
  for (const answer of answers) expect([answer.status, answer.text]).toEqual([200, '']);
  expect(outside).toEqual([]);
});

test.each([
  ['the store is away', new AppError('unavailable', { detail: 'away' }), 503],
  ['somebody else wrote, again and again', new AppError('conflict', { detail: 'busy' }), 503],
  ['of a fault of ours', new Error('oh'), 500],
])('K16: a notification that was not taken, as %s, is answered with what Google sends again', async (_, failure, status) => {
  vi.spyOn(store, 'get').mockRejectedValue(failure);
  await request(app.handler).post('/google/notifications').set('x-goog-channel-id', 'c1').expect(status);
});

test('nothing tells what stands behind an unknown path', async () => {
  const answer = await request(app.handler).get('/nothing/here');
  expect([answer.status, answer.text]).toEqual([404, '']);
  expect(JSON.stringify(answer.headers)).not.toMatch(/express|portal.sync/i);
});
