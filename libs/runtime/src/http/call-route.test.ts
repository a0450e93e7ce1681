import type { Caller } from '@portal-sync/contracts';
import { AppError, Secret } from '@portal-sync/kernel';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callRoute, defineRoute, type PlainCall, type Route } from '../index.ts';

const admin: Caller = { kind: 'user', agencyId: 'a1', userId: 'u1', role: 'admin' };
const client: Caller = { kind: 'user', agencyId: 'a1', userId: 'u2', role: 'client', contactId: 'c1' };

interface Deps {
  readonly seen: unknown[];
}

const answers = { 200: z.strictObject({ ok: z.literal(true) }) };
const ok = { status: 200, body: { ok: true } };

const putThing = defineRoute<Deps, z.ZodObject<{ thingId: z.ZodString }>, z.ZodObject<{ limit: z.ZodDefault<z.ZodCoercedNumber> }>, z.ZodType<{ name: string }>>({
  id: 'putThing',
  method: 'PUT',
  path: '/v1/things/{thingId}',
  summary: 'Keep a thing',
  who: { admin: 'agency', client: 'own' },
  params: z.object({ thingId: z.string().regex(/^[a-z]\d$/) }),
  query: z.object({ limit: z.coerce.number().default(5) }),
  body: z.object({ name: z.string(), inner: z.strictObject({ deep: z.string() }).optional() }),
  bodyLimit: 100,
  answers,
  handle: async ({ params, query, body, caller, reach }, deps) => {
    deps.seen.push({ params, query, body, caller, reach });
    return ok;
  },
});

const simple = (spec: Partial<Route<Deps>> & { handle?: Route<Deps>['handle'] }): Route<Deps> => ({
  ...defineRoute<Deps>({ id: 'simple', method: 'GET', path: '/simple', summary: 'Simple', who: 'anyone', answers, handle: async () => ok }),
  ...spec,
});

const call = async (request: PlainCall, routes: readonly Route<Deps>[] = [putThing]) => {
  const deps: Deps = { seen: [] };
  const response = await callRoute(routes, deps, request);
  return { ...response, body: response.body as Record<string, unknown>, seen: deps.seen };
};

describe('a request that fits', () => {
  test('reaches the handler parsed, with who calls and how far they reach', async () => {
    const { status, seen } = await call({ method: 'PUT', url: '/v1/things/t1?limit=9', caller: client, body: { name: 'n' } });
    expect(status).toBe(200);
    expect(seen).toEqual([{ params: { thingId: 't1' }, query: { limit: 9 }, body: { name: 'n' }, caller: client, reach: 'own' }]);
  });

  test('a body is what it would be on the wire: no dates, no undefined', async () => {
    const { seen } = await call({ method: 'PUT', url: '/v1/things/t1', caller: admin, body: { name: 'n', inner: undefined } });
    expect(seen).toMatchObject([{ body: { name: 'n' }, reach: 'agency' }]);
  });
});

type Change = { [K in keyof PlainCall]?: PlainCall[K] | undefined };

describe('a request that does not fit', () => {
  const put = (change: Change): PlainCall => ({ method: 'PUT', url: '/v1/things/t1', caller: admin, body: { name: 'n' }, ...change }) as PlainCall;

  test.each<[rule: string, change: Change, status: number, issues: unknown]>([
    ['a wrong type in the body', { body: { name: 1 } }, 422, [{ path: 'body.name', message: 'Invalid input: expected string, received number' }]],
    ['an unknown field', { body: { name: 'n', colour: 'red' } }, 422, [{ path: 'body.colour', message: 'unknown field' }]],
    ['an unknown field deeper down', { body: { name: 'n', inner: { deep: 'd', more: 1 } } }, 422, [{ path: 'body.inner.more', message: 'unknown field' }]],
    ['no body', { body: undefined }, 422, [expect.objectContaining({ path: 'body' })]],
    ['a body that is not JSON', { body: '{"name": secret' }, 400, [{ path: 'body', message: 'not valid JSON' }]],
    ['a bad id', { url: '/v1/things/UPPER' }, 400, [expect.objectContaining({ path: 'params.thingId' })]],
    ['a bad query', { url: '/v1/things/t1?limit=many' }, 400, [expect.objectContaining({ path: 'query.limit' })]],
    ['an unknown query field', { url: '/v1/things/t1?limits=5' }, 400, [{ path: 'query.limits', message: 'unknown field' }]],
    ['bad percent-encoding', { url: '/v1/things/%E0%A4%A' }, 400, [expect.objectContaining({ path: 'params.thingId' })]],
    ['a body over the limit', { body: { name: 'n'.repeat(200) } }, 413, undefined],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, undefined],
    ['another character set', { headers: { 'content-type': 'application/json; charset=latin1' } }, 415, undefined],
    ['a compressed body', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }, 415, undefined],
    ['a role that is not named', { caller: { ...admin, role: 'prospect' } as Caller }, 403, undefined],
    ['nobody', { caller: undefined }, 401, undefined],
    ['a token nobody can check', { caller: undefined, headers: { authorization: 'Bearer x' } }, 401, undefined],
    ['another method', { method: 'DELETE' }, 405, undefined],
  ])('%s is refused and nothing is done', async (_rule, change, status, issues) => {
    const { seen, ...response } = await call(put(change));
    expect(response).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' }, body: { status, requestId: 'call' } });
    expect(response.body['issues']).toEqual(issues);
    expect(seen).toEqual([]);
  });

  test('who may not call learns nothing of the shapes: the who-table comes before the body', async () => {
    expect(await call(put({ caller: { ...admin, role: 'staff' } as Caller, body: '{{{' }))).toMatchObject({ status: 403 });
  });

  test('a value that was sent is never in the answer', async () => {
    const canary = 'canary-7f3a';
    for (const change of [{ body: { name: [canary] } }, { body: `{"name":"${canary}` }, { url: `/v1/things/${canary}` }, { url: `/v1/things/t1?limit=${canary}` }]) {
      const { body } = await call(put(change));
      expect(JSON.stringify(body)).not.toContain(canary);
    }
  });

  test('405 names the methods there are', async () => {
    const response = await call({ method: 'POST', url: '/simple' }, [simple({}), simple({ id: 'other', method: 'DELETE' })]);
    expect(response).toMatchObject({ status: 405, headers: { allow: 'HEAD, DELETE, GET' } });
  });

  test('an unknown path is a blank 404', async () => {
    expect(await callRoute([putThing], { seen: [] }, { url: '/nowhere' })).toEqual({ status: 404 });
  });

  test('a route without a body refuses one', async () => {
    expect(await call({ url: '/simple', body: {} }, [simple({})])).toMatchObject({ status: 400, body: { issues: [{ path: 'body', message: 'this route takes no body' }] } });
  });
});

describe('paths', () => {
  const named = (id: string, path: string) => simple({ id, path, answers: { 200: undefined }, handle: async ({ params }) => ({ status: 200, body: { id, params } }) });
  const routes = [named('rest', '/f/{file+}'), named('one', '/f/{name}'), named('me', '/f/me'), named('sub', '/f/{name}/sub')];

  test.each([
    ['/f/me', { id: 'me', params: {} }],
    ['/f/you', { id: 'one', params: { name: 'you' } }],
    ['/f/you/sub', { id: 'sub', params: { name: 'you' } }],
    ['/f/a/b/c.js', { id: 'rest', params: { file: 'a/b/c.js' } }],
    ['/f/a%2Fb', { id: 'one', params: { name: 'a/b' } }],
  ])('%s goes to the most exact route', async (url, body) => {
    expect((await call({ url }, routes)).body).toEqual(body);
    expect((await call({ url }, [...routes].reverse())).body).toEqual(body);
  });

  test('an empty segment is no parameter', async () => {
    expect((await call({ url: '/f/' }, routes)).status).toBe(404);
  });
});

describe('errors', () => {
  const failing = (error: unknown, errors: Route<Deps>['errors'] = 'problem') => [simple({ errors, handle: () => Promise.reject(error as Error) })];

  test('an AppError becomes problem details with its extra members', async () => {
    const error = new AppError('refused', { detail: 'Delete the other one first.', extra: { other: 'c2', status: 200 } });
    const { body } = await call({ url: '/simple' }, failing(error));
    expect(body).toEqual({
      type: '/problems/refused', title: 'This cannot be done now', status: 409, detail: 'Delete the other one first.', other: 'c2', requestId: 'call',
    });
  });

  test.each([[new Error('mongo://user:pass@host')], [new AppError('internal', { detail: 'the vault key is gone', extra: { key: 'k' } })], ['text']])(
    'an unexpected error (%s) is a 500 that says nothing',
    async (error) => {
      const { body } = await call({ url: '/simple' }, failing(error));
      expect(body).toEqual({ type: '/problems/internal', title: 'Something went wrong on our side', status: 500, requestId: 'call' });
    },
  );

  test.each<[unknown, number, object]>([
    [new AppError('bad-request', { detail: 'Say "grant_type".' }), 400, { error: 'invalid_request', error_description: "Say 'grant_type'." }],
    [new AppError('bad-request', { extra: { error: 'invalid_scope' } }), 400, { error: 'invalid_scope' }],
    [new AppError('gone'), 400, { error: 'invalid_grant' }],
    [new AppError('not-signed-in'), 401, { error: 'invalid_client' }],
    [new AppError('invalid', { issues: [{ path: 'body.code', message: 'too short' }] }), 400, { error: 'invalid_request', error_description: 'code: too short' }],
    [new Error('boom'), 500, { error: 'server_error' }],
  ])('an OAuth route answers in the words of RFC 6749: %s', async (error, status, body) => {
    expect(await call({ url: '/simple' }, failing(error, 'oauth'))).toMatchObject({ status, body });
  });

  test('an OAuth route ignores parameters it does not know (RFC 6749 section 3.1), a page too', async () => {
    for (const errors of ['oauth', 'page'] as const) {
      const route = simple({ errors, query: z.object({ state: z.string() }), handle: async ({ query }) => ({ status: 200, body: { ok: (query as { state: string }).state === 's' } }) });
      expect(await call({ url: '/simple?state=s&authuser=0' }, [route])).toMatchObject({ status: 200 });
    }
  });

  test('a page route shows a page, with what it shows escaped', async () => {
    const response = await call({ url: '/simple' }, failing(new AppError('gone', { detail: 'The link <b>ended</b>.' }), 'page'));
    expect(response).toMatchObject({ status: 410, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(response.body).toContain('The link &lt;b&gt;ended&lt;/b&gt;.');
  });

  test('a page of the service takes the place of the plain one', async () => {
    const response = await callRoute(failing(new AppError('gone'), 'page'), { seen: [] }, { url: '/simple' }, { errorPage: (problem) => ({ status: 299, body: problem.title }) });
    expect(response).toEqual({ status: 299, body: 'This is no longer available' });
  });
});

describe('other content types', () => {
  const echo = (consumes: Route<Deps>['consumes']) =>
    simple({ method: 'POST', consumes, body: z.unknown(), answers: { 200: undefined }, handle: async ({ body }) => ({ status: 200, body }) });

  test('a form is an object, repeated fields a list', async () => {
    const { body } = await call({ method: 'POST', url: '/simple', body: 'a=1&b=2&b=3&__proto__=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, [echo('application/x-www-form-urlencoded')]);
    expect(body).toMatchObject({ a: '1', b: ['2', '3'] });
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  test('NDJSON is a list; a broken line is named by its number', async () => {
    const routes = [echo('application/x-ndjson')];
    expect((await call({ method: 'POST', url: '/simple', body: [{ a: 1 }, { a: 2 }] }, routes)).body).toEqual([{ a: 1 }, { a: 2 }]);
    expect((await call({ method: 'POST', url: '/simple', body: '{"a":1}\n{"a":\n' }, routes)).body).toMatchObject({ issues: [{ path: 'body.1', message: 'not valid JSON' }] });
  });
});

describe('our own mistakes are loud', () => {
  test('an answer that the route does not declare fails the test that sees it', async () => {
    await expect(call({ url: '/simple' }, [simple({ handle: async () => ({ status: 204 }) })])).rejects.toThrow('answered 204, which it does not declare');
    await expect(call({ url: '/simple' }, [simple({ handle: async () => ({ status: 200, body: { ok: 1 } }) })])).rejects.toThrow('not what it declares');
  });

  test.each<[string, Partial<Route<Deps>>[]]>([
    ['two routes are called simple', [{}, { path: '/b' }]],
    ['two routes stand at GET /{}', [{ path: '/{a}' }, { id: 'b', path: '/{b}' }]],
    ['its path has no {id}', [{ params: z.object({ id: z.string() }) }]],
    ['params lack id', [{ path: '/{id}', params: z.object({}) }]],
    ['unknown fields would pass at body.list', [{ body: z.object({ list: z.array(z.object({ a: z.string() })) }) }]],
    ['unknown fields would pass at body:', [{ body: z.union([z.object({ a: z.string() }), z.strictObject({ b: z.string() })]) }]],
  ])('%s', async (fault, routes) => {
    await expect(async () => callRoute(routes.map(simple), { seen: [] }, { url: '/' })).rejects.toThrow(fault);
  });
});

test('a secret does not leave in an answer, even by mistake', async () => {
  const { body } = await call({ url: '/simple' }, [simple({ answers: { 200: undefined }, handle: async () => ({ status: 200, body: { key: new Secret('hunter2') } }) })]);
  expect(JSON.stringify(body)).toBe('{"key":"[redacted]"}');
});
