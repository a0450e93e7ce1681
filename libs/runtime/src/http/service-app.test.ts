import { request as httpRequest } from 'node:http';
import type { Caller } from '@portal-sync/contracts';
import { AppError, createIds, systemClock, systemRandom, type Log, silentLog } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectionsOfRuntime, createServiceApp, defineRoute, listen, type Authenticate, type Route, type ServiceAppOptions } from '../index.ts';

const authenticate: Authenticate = async (authorization) => {
  if (authorization === undefined) return { kind: 'anyone' };
  const [, userId, role] = /^Bearer (\w+):(\w+)$/.exec(authorization) ?? [];
  if (userId === undefined) throw new AppError('not-signed-in');
  return role === 'service' ? { kind: 'service', name: userId } : ({ kind: 'user', agencyId: 'a1', userId, role } as Caller);
};

const route = (spec: Partial<Route<unknown>>): Route<unknown> => ({
  ...defineRoute({ id: 'one', method: 'GET', path: '/one', summary: 'One', who: 'anyone', answers: { 200: undefined }, handle: async () => ({ status: 200, body: { ok: true } }) }),
  ...spec,
});

const options = (routes: readonly Route<unknown>[], more: Partial<ServiceAppOptions<unknown>> = {}): ServiceAppOptions<unknown> => ({
  service: 'tested',
  routes,
  deps: {},
  authenticate,
  log: silentLog,
  clock: systemClock,
  makeId: createIds(systemClock, systemRandom),
  ...more,
});

const app = (routes: readonly Route<unknown>[], more: Partial<ServiceAppOptions<unknown>> = {}) => supertest(createServiceApp(options(routes, more)));

const openStore = () => openSqliteStore({ memory: true, clock: systemClock })('tested', collectionsOfRuntime as never);

describe('every answer', () => {
  test('carries a request id, is not cached, and is safe by default', async () => {
    const { headers } = await app([route({})]).get('/one').expect(200, { ok: true });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-z]{26}$/),
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.any(String),
    });
  });

  test('says nothing of what made it', async () => {
    for (const path of ['/one', '/nowhere', '/boom']) {
      const failing = route({ id: 'boom', path: '/boom', handle: () => Promise.reject(new Error('secret detail')) });
      const response = await app([route({}), failing]).get(path);
      expect(JSON.stringify(response.headers) + response.text).not.toMatch(/express|node|portal-sync|secret detail|at .*\.ts/i);
    }
  });

  test('keeps a request id that came along, and not one that is no id', async () => {
    const given = await app([route({})]).get('/one').set('x-request-id', 'abcdef-123456');
    expect(given.headers['x-request-id']).toBe('abcdef-123456');
    const bad = await app([route({})]).get('/one').set('x-request-id', 'a b\tc');
    expect(bad.headers['x-request-id']).not.toContain(' ');
  });

  test('a page can set its own policy and caching', async () => {
    const page = route({ handle: async () => ({ status: 200, headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'", 'cache-control': 'max-age=60' }, body: '<p>hi' }) });
    const { headers, text } = await app([page]).get('/one');
    expect(headers).toMatchObject({ 'content-security-policy': "default-src 'self'", 'cache-control': 'max-age=60', 'content-type': 'text/html' });
    expect(text).toBe('<p>hi');
  });

  test('sets several cookies', async () => {
    const { headers } = await app([route({ handle: async () => ({ status: 204, headers: { 'set-cookie': ['a=1', 'b=2'] } }), answers: { 204: undefined } })]).get('/one');
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const response = await app([route({})]).head('/one').expect(200);
    expect(response.text).toBeUndefined();
    expect(response.headers['content-type']).toBe('application/json');
  });

  test('an unknown path is a blank 404, another method a 405', async () => {
    expect((await app([route({})]).get('/two').expect(404)).text).toBe('');
    expect((await app([route({})]).post('/one').expect(405)).headers['allow']).toBe('HEAD, GET');
  });
});

describe('callers', () => {
  const mine = route({ who: { admin: 'agency', client: 'own' }, handle: async ({ reach }) => ({ status: 200, body: { reach } }) });

  test.each([
    [undefined, 401, 'Bearer'],
    ['Bearer nonsense', 401, 'Bearer error="invalid_token"'],
    ['Bearer u1:staff', 403, undefined],
    ['Bearer sync:service', 403, undefined],
    ['Bearer u1:client', 200, undefined],
  ])('with %s the answer is %i', async (token, status, challenge) => {
    const response = await app([mine]).get('/one').set(token === undefined ? {} : { authorization: token });
    expect([response.status, response.headers['www-authenticate']]).toEqual([status, challenge]);
  });

  test('a route for services is for nobody else', async () => {
    const internal = route({ who: 'service' });
    await app([internal]).get('/one').set('authorization', 'Bearer u1:admin').expect(403);
    await app([internal]).get('/one').set('authorization', 'Bearer sync:service').expect(200);
  });

  test('a route for anyone does not look at the header, which may carry an OAuth client\'s own secret', async () => {
    await app([route({})]).get('/one').set('authorization', 'Basic abc').expect(200);
  });
});

describe('bodies', () => {
  const taking = (bodyLimit: number) => route({ method: 'POST', body: z.object({ name: z.string() }), bodyLimit, handle: async ({ body }) => ({ status: 200, body }) });

  test('JSON comes in and goes out', async () => {
    await app([taking(100)]).post('/one').send({ name: 'ü' }).expect(200, { name: 'ü' });
  });

  test('bad UTF-8 is refused', async () => {
    await app([taking(100)]).post('/one').set('content-type', 'application/json').serialize((body) => body as never).send(Buffer.from([0x22, 0xff, 0x22]) as never).expect(400);
  });

  test('an announced length over the limit is refused before a byte of the body is sent', async () => {
    const { port, close } = await listen(createServiceApp(options([taking(100)])), { port: 0, host: '127.0.0.1', log: silentLog });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/one', headers: { 'content-type': 'application/json', 'content-length': '10000000', connection: 'close' } }, (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });
    expect(status).toBe(413);
    await close({ drainMs: 0 });
  });

  test('a body of unannounced length is cut off at the limit', async () => {
    const { port, close } = await listen(createServiceApp(options([taking(100)])), { port: 0, host: '127.0.0.1', log: silentLog });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/one', headers: { 'content-type': 'application/json' } }, (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.write('"'.repeat(5_000));
    });
    expect(status).toBe(413);
    await close({ drainMs: 0 });
  });

  test('a compressed body is not opened', async () => {
    await app([taking(100)]).post('/one').set({ 'content-type': 'application/json', 'content-encoding': 'gzip' }).send('{}').expect(415);
  });
});

describe('rate limits', () => {
  test('are counted per caller, written as standard headers, and end in 429 with Retry-After', async () => {
    const limited = app([route({ who: { admin: 'agency' } })], { limits: { user: 2 } });
    const ask = (user: string) => limited.get('/one').set('authorization', `Bearer ${user}:admin`);
    expect((await ask('u1').expect(200)).headers).toMatchObject({ 'ratelimit-policy': expect.stringContaining('q=2; w=60'), ratelimit: expect.stringContaining('r=1') });
    await ask('u1').expect(200);
    const refused = await ask('u1').expect(429);
    expect(refused.headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': expect.stringMatching(/^\d+$/) });
    expect(refused.body).toMatchObject({ type: '/problems/too-many-requests' });
    await ask('u2').expect(200);
  });

  test('a route\'s own limit counts apart from the rest', async () => {
    const limited = app([route({ rateLimit: 1 }), route({ id: 'two', path: '/two' })], { limits: { anyone: 2 } });
    await limited.get('/one').expect(200);
    await limited.get('/one').expect(429);
    await limited.get('/two').expect(200);
    await limited.get('/two').expect(200);
  });

  test('guessing tokens counts against the guesser\'s address', async () => {
    const limited = app([route({ who: { admin: 'agency' } })], { limits: { anyone: 2 } });
    for (const status of [401, 401, 429]) await limited.get('/one').set('authorization', 'Bearer guess').expect(status);
    await limited.get('/one').set('authorization', 'Bearer u1:admin').expect(200);
  });

  test('a forwarded address counts only where the proxy is trusted', async () => {
    const from = (trustProxy: boolean) => {
      const limited = app([route({})], { limits: { anyone: 1 }, trustProxy });
      return async (address: string) => (await limited.get('/one').set('x-forwarded-for', address)).status;
    };
    const trusting = from(true);
    expect([await trusting('10.0.0.1'), await trusting('10.0.0.2'), await trusting('10.0.0.1')]).toEqual([200, 200, 429]);
    const wary = from(false);
    expect([await wary('10.0.0.1'), await wary('10.0.0.2')]).toEqual([200, 429]);
  });
});

describe('Idempotency-Key', () => {
  const creating = async (handle: Route<unknown>['handle']) => {
    const create = route({ method: 'POST', who: { admin: 'agency' }, body: z.object({ name: z.string() }), idempotent: true, answers: { 201: undefined }, handle });
    const client = app([create], { store: await openStore() });
    return (name: string, key: string, user = 'u1') => client.post('/one').set({ authorization: `Bearer ${user}:admin`, 'idempotency-key': key }).send({ name });
  };
  const counting = () => {
    let made = 0;
    return creating(async () => ({ status: 201, headers: { location: `/things/${++made}` }, body: { id: made } }));
  };

  test('a repeat gets the first answer, headers too, and nothing is done again', async () => {
    const create = await counting();
    const first = await create('n', 'k1').expect(201);
    const second = await create('n', 'k1').expect(201);
    expect([second.body, second.headers['location']]).toEqual([first.body, '/things/1']);
  });

  test('another key, and the same key of another caller, are other requests', async () => {
    const create = await counting();
    expect([await create('n', 'k1'), await create('n', 'k2'), await create('n', 'k1', 'u2')].map((response) => (response.body as { id: number }).id)).toEqual([1, 2, 3]);
  });

  test('the same key with another body is a mistake: 422', async () => {
    const create = await counting();
    await create('n', 'k1').expect(201);
    expect((await create('other', 'k1').expect(422)).body).toMatchObject({ issues: [{ path: 'headers.idempotency-key' }] });
  });

  test('a second request while the first runs is told so: 409', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const create = await creating(async () => {
      begun();
      await held;
      return { status: 201, body: {} };
    });
    const first = create('n', 'k1').then((response) => response.status);
    await running;
    await create('n', 'k1').expect(409);
    release();
    expect(await first).toBe(201);
  });

  test('a failure is not kept: the repeat tries again', async () => {
    let calls = 0;
    const create = await creating(async () => {
      if (++calls === 1) throw new AppError('unavailable');
      return { status: 201, body: { calls } };
    });
    await create('n', 'k1').expect(503);
    await create('n', 'k1').expect(201, { calls: 2 });
  });

  test('a key that is no key is refused', async () => {
    await (await counting())('n', 'k 1').expect(400);
  });

  test('an idempotent route without a store is a mistake of ours', () => {
    expect(() => createServiceApp(options([route({ idempotent: true })]))).toThrow('one is idempotent, but tested gave no store');
  });
});

describe('streams', () => {
  test('a body that is made while it is sent ends when the reader goes', async () => {
    let ended = (): void => undefined;
    const over = new Promise<void>((resolve) => (ended = resolve));
    const live = route({
      handle: async () => ({
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: async function* (signal: AbortSignal) {
          yield 'data: first\n\n';
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          ended();
        },
      }),
    });
    const { url, close } = await listen(createServiceApp(options([live])), { port: 0, host: '127.0.0.1', log: silentLog });
    const abort = new AbortController();
    const response = await fetch(`${url}/one`, { signal: abort.signal });
    const { value } = await (response.body as ReadableStream<Uint8Array>).getReader().read();
    expect(new TextDecoder().decode(value)).toBe('data: first\n\n');
    abort.abort();
    await over;
    await close();
  });
});

test('what throws outside the routes is a bare 500 too, and logged', async () => {
  const lines: unknown[] = [];
  const log: Log = { ...silentLog, error: (fields) => void lines.push(fields) };
  const broken = app([route({})], { log, use: (express) => void express.get('/raw', () => { throw new Error('raw secret'); }) });
  const response = await broken.get('/raw').expect(500);
  expect(response.body).toEqual({ type: '/problems/internal', title: 'Something went wrong on our side', status: 500, requestId: expect.any(String) });
  expect(lines).toHaveLength(1);
});
