import type { Appointment } from '@portal-sync/contracts';
import { Secret, type Http } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import { ApiFailure, clientCredentials, createClient, createSend } from './index.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** An API that answers from a list, and notes what it was asked. */
function api(...answers: (() => Response)[]): { http: Http; seen: Seen[] } {
  const seen: Seen[] = [];
  return {
    seen,
    http: async (url, init) => {
      const { method = 'GET', headers, body } = init ?? {};
      seen.push({ method, url: String(url), headers: Object.fromEntries(new Headers(headers)), body: typeof body === 'string' && body.startsWith('{') ? JSON.parse(body) : body });
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`nothing prepared for ${method} ${String(url)}`);
      return answer();
    },
  };
}

const json = (body: unknown, status = 200) => () => Response.json(body, { status });
const problem = (status: number, code: string, more: object = {}) => () =>
  new Response(JSON.stringify({ type: `/problems/${code}`, title: 'No', status, requestId: 'r1', ...more }), { status, headers: { 'content-type': 'application/problem+json' } });

const appointment = (more: Partial<Appointment> = {}): Appointment => ({
  id: 'a1', externalId: null, title: 'Massage', when: { allDay: true, from: '2026-05-04', toExclusive: '2026-05-05' }, location: '', meetingLink: '', description: '',
  internalNotes: '', status: 'confirmed', calendarId: 'c1', type: 'meeting', hostUserId: 'hal', staffUserIds: [], contactId: null, guests: [], recurrence: [],
  bookedBy: 'platform', version: 3, organizedElsewhere: false, clientName: null, seenAs: 'details', links: [], createdAt: 1, updatedAt: 2, ...more,
});
const origin = 'https://portal.agency.example';
const client = (http: Http) => createClient({ origin, http, authorization: async () => 'Bearer t' });

test('ids are escaped, queries leave out what is not asked, the token is sent', async () => {
  const { http, seen } = api(json(appointment()), json({ items: [] }));
  await client(http).appointments.getByExternalId('a/b?c');
  await client(http).appointments.list({ from: '2026-05-04T00:00:00+02:00' }).page();
  expect(seen.map(({ url }) => url)).toEqual([
    `${origin}/v1/appointments/by-external-id/a%2Fb%3Fc`,
    `${origin}/v1/appointments?from=2026-05-04T00%3A00%3A00%2B02%3A00`,
  ]);
  expect(seen[0]?.headers['authorization']).toBe('Bearer t');
});

test('a list is read page after page, and no further than it is wanted', async () => {
  const pages = () => [json({ items: [appointment({ id: 'a1' }), appointment({ id: 'a2' })], next: 'c2' }), json({ items: [appointment({ id: 'a3' })] })];
  const { http, seen } = api(...pages(), ...pages());
  const ids: string[] = [];
  for await (const one of client(http).appointments.list()) ids.push(one.id);
  expect(ids).toEqual(['a1', 'a2', 'a3']);
  expect(seen[1]?.url).toContain('cursor=c2');
  expect(await client(http).appointments.list().all(2)).toHaveLength(2);
  expect(seen).toHaveLength(3);
});

test('a version goes out as If-Match, a key as Idempotency-Key', async () => {
  const { http, seen } = api(json(appointment({ version: 4 })), json(appointment(), 201));
  await client(http).appointments.edit('a1', { title: 'Talk' }, 3);
  await client(http).appointments.create({ title: 'Talk', when: appointment().when }, { idempotencyKey: 'k1' });
  expect(seen[0]).toMatchObject({ method: 'PATCH', headers: { 'if-match': '"3"' }, body: { title: 'Talk' } });
  expect(seen[1]).toMatchObject({ method: 'POST', headers: { 'idempotency-key': 'k1' } });
});

test('a problem document becomes a failure with its code, issues and reference', async () => {
  const issues = [{ path: 'body.type', message: 'is no type' }];
  const { http } = api(problem(422, 'invalid', { detail: 'Look again', issues, reason: 'x' }));
  const failure = await client(http).appointments.put('e1', { type: 'x' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiFailure);
  expect(failure).toMatchObject({ code: 'invalid', status: 422, problem: { detail: 'Look again', issues, requestId: 'r1', extra: { reason: 'x' } } });
});

test('what is no problem document keeps its status', async () => {
  const { http } = api(() => new Response('<html>bad gateway</html>', { status: 502 }));
  await expect(client(http).syncing.run('r1')).rejects.toMatchObject({ code: 'unknown', status: 502 });
});

test('an answer that is not what the contract says is refused', async () => {
  const { http } = api(json({ ...appointment(), version: 'three' }));
  await expect(client(http).appointments.get('a1')).rejects.toThrow('version');
});

test('change looks again when somebody was faster, with what stands then', async () => {
  const { http, seen } = api(json(appointment()), problem(412, 'precondition-failed'), json(appointment({ version: 4, title: 'Chat' })), json(appointment({ version: 5 })));
  const versions: string[] = [];
  const done = await client(http).appointments.change('a1', (now) => {
    versions.push(`${now.version} ${now.title}`);
    return { location: 'Room 2' };
  });
  expect(versions).toEqual(['3 Massage', '4 Chat']);
  expect(seen[3]?.headers['if-match']).toBe('"4"');
  expect(done.version).toBe(5);
});

test('change gives up on every other failure, and leaves alone what needs no change', async () => {
  const { http, seen } = api(json(appointment()), problem(409, 'refused', { reason: 'held-by-google' }), json(appointment()));
  await expect(client(http).appointments.change('a1', () => ({ title: 'x' }))).rejects.toMatchObject({ code: 'refused' });
  await client(http).appointments.change('a1', () => undefined);
  expect(seen).toHaveLength(3);
});

test('one token serves all who wait, and is renewed before it ends', async () => {
  let now = 0;
  const token = (name: string) => json({ access_token: name, expires_in: 300, token_type: 'Bearer' });
  const { http, seen } = api(token('one'), token('two'));
  const authorization = clientCredentials({ origin, http, clock: { now: () => now }, clientId: 'c r/m', clientSecret: new Secret('s:ö') });
  expect(await Promise.all([authorization(), authorization(), authorization()])).toEqual(['Bearer one', 'Bearer one', 'Bearer one']);
  now = 269_999;
  expect(await authorization()).toBe('Bearer one');
  now = 270_000;
  expect(await authorization()).toBe('Bearer two');
  expect(seen).toHaveLength(2);
  expect(atob((seen[0]?.headers['authorization'] ?? '').slice(6))).toBe('c+r%2Fm:s%3A%C3%B6');
});

test('who looks at answers themselves sends as the client does, and gets every answer as it came', async () => {
  const seen: Request[] = [];
  const http: Http = async (url, init) => {
    seen.push(new Request(url, init));
    return new Response('no', { status: 404 });
  };
  const send = createSend({ origin: 'http://north.test', http, authorization: async () => 'Bearer t' });
  expect((await send('POST', '/v1/things', { body: '{', headers: { 'if-match': '"1"' } })).status).toBe(404);
  expect(seen.map((request) => [request.method, request.url, Object.fromEntries(request.headers)])).toMatchObject([
    ['POST', 'http://north.test/v1/things', { 'authorization': 'Bearer t', 'content-type': 'application/json', 'if-match': '"1"' }],
  ]);
});
