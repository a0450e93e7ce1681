import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOST, openPortal, type PortalWorld } from './testing/open-portal.ts';
import { ORIGIN } from './testing/fake-neighbours.ts';

let world: PortalWorld;
beforeEach(async () => {
  world = await openPortal();
});
afterEach(() => world.stop());

const last = () => world.neighbours.seen.at(-1)!;

test('an unknown host gets a blank 404, whatever it asks for', async () => {
  for (const path of ['/', '/calendar', '/v1/runs', '/portal/session', '/sign-in/start', '/assets/main-abc.js', '/oauth2/authorize']) {
    const answer = await world.ask('get', path, { agency: 'nobody.example' });
    expect([path, answer.status, answer.text]).toEqual([path, 404, '']);
  }
});

test('a host name that is none is no agency\'s', async () => {
  for (const host of ['north.localhost:4400.', 'a/b', 'north.localhost:4400@evil.example', '']) {
    expect((await world.ask('get', '/', { agency: host })).status).toBeGreaterThanOrEqual(400);
  }
});

test('each prefix reaches its service, with path and query as they were', async () => {
  for (const [path, base] of [['/v1/users/u1', 'broker'], ['/v1/appointments?from=a%20b', 'connector'], ['/v1/contacts', 'matcher'], ['/v1/rules', 'trigger'], ['/oauth2/authorize?x=1', 'broker'], ['/.well-known/jwks.json', 'broker']] as const) {
    await world.ask('get', path);
    expect(last().url).toBe(`http://${base}.test${path}`);
    expect(last().headers.get('x-agency-origin')).toBe(ORIGIN.north);
  }
});

test('what the table does not name does not exist outside', async () => {
  const before = world.neighbours.seen.length;
  for (const path of ['/v1', '/v1/', '/v1/internal', '/internal/outbox', '/internal/agencies/north', '/livez', '/readyz', '/v1/runsx', '/oauth2x/token', '/google/notifications']) {
    expect([path, (await world.ask('get', path)).status]).toEqual([path, 404]);
  }
  for (const path of ['/v1/runs/../../internal/outbox', '/v1/runs/%2e%2e/internal', '/v1//runs', '/v1/runs/%2Finternal', '/v1/runs\\..\\x']) {
    const answer = await world.ask('get', path);
    expect([path, answer.status]).toEqual([path, 404]);
  }
  expect(world.neighbours.seen.slice(before).filter((seen) => seen.headers.has('x-agency-origin'))).toEqual([]);
});

test('without a session cookie the bearer token passes; forwarding headers never do, the address of who asks is our own word', async () => {
  await world.ask('get', '/v1/runs', {
    headers: {
      'authorization': 'Bearer of-a-platform', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '1.2.3.4', 'forwarded': 'host=evil', 'x-agency-origin': 'https://evil.example',
      'x-real-ip': '1.2.3.4', 'x-original-url': '/internal', 'via': 'x', 'cookie': 'other=1', 'if-match': '"3"', 'idempotency-key': 'k',
    },
  });
  const { headers } = last();
  expect(headers.get('authorization')).toBe('Bearer of-a-platform');
  expect([headers.get('if-match'), headers.get('idempotency-key')]).toEqual(['"3"', 'k']);
  expect(headers.get('x-agency-origin')).toBe(ORIGIN.north);
  expect(headers.get('x-forwarded-for')).toMatch(/^(::ffff:)?127\.0\.0\.1$/);
  for (const name of ['x-forwarded-host', 'forwarded', 'x-real-ip', 'x-original-url', 'via', 'cookie']) expect([name, headers.get(name)]).toEqual([name, null]);
});

test('with a session cookie the session\'s own token goes, never the one that came along', async () => {
  const cookie = await world.signIn('sam');
  await world.ask('get', '/v1/runs', { cookie, headers: { authorization: 'Bearer of-somebody-else' } });
  expect(last().headers.get('authorization')).toMatch(/^Bearer ey/);
  const claims = JSON.parse(Buffer.from(last().headers.get('authorization')!.split('.')[1]!, 'base64url').toString()) as { sub: string };
  expect(claims.sub).toBe('sam');
});

test('a cookie that is no session refuses, and lets no bearer token through either', async () => {
  const answer = await world.ask('get', '/v1/runs', { cookie: 'session=made-up', headers: { authorization: 'Bearer x' } });
  expect([answer.status, answer.headers['content-type']]).toEqual([401, 'application/problem+json']);
  const twice = await world.signIn('sam');
  const tossed = await world.ask('get', '/v1/runs', { headers: { cookie: `${twice}; session=planted` } });
  expect(last().headers.get('authorization')).toBeNull();
  expect(tossed.status).toBe(200);
});

test('with a cookie, a request that changes something must come from our own origin', async () => {
  const cookie = await world.signIn('sam');
  const tries: ReadonlyArray<readonly [string | undefined, number]> = [[undefined, 403], [ORIGIN.harbour, 403], ['null', 403], ['http://evil.example', 403], [ORIGIN.north, 200]];
  for (const [origin, status] of tries) {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const answer = await world.ask(method, '/v1/calendars/c1', { cookie, headers: origin === undefined ? {} : { origin } });
      expect([method, origin, answer.status]).toEqual([method, origin, status]);
    }
  }
});

test('bodies pass both ways, byte by byte; a body beyond the limit is refused', async () => {
  const cookie = await world.signIn('sam');
  world.neighbours.answer = (seen) => new Response(seen.body.toUpperCase(), { status: 201, headers: { 'content-type': 'text/plain', 'etag': '"4"', 'x-powered-by': 'x' } });
  const answer = await world.ask('post', '/v1/contacts', { cookie, headers: { 'origin': ORIGIN.north, 'content-type': 'application/json' } }).send('{"näme":1}');
  expect([answer.status, answer.text, answer.headers['etag'], answer.headers['x-powered-by']]).toEqual([201, '{"NÄME":1}', '"4"', undefined]);
  const huge = await world.ask('post', '/v1/contacts', { headers: { 'content-type': 'application/json', 'content-length': String(11 * 1024 * 1024) } }).send('x');
  expect(huge.status).toBe(413);
});

test('redirects of the OAuth endpoints pass as they are; their cookies do, under any name but ours; the API sets none', async () => {
  world.neighbours.answer = () => new Response(null, { status: 302, headers: [['location', 'https://accounts.example/o?x=1'], ['set-cookie', 'flow=1; Path=/oauth2'], ['set-cookie', 'session=stolen; Path=/'], ['set-cookie', '__Host-session=x; Path=/']] });
  const answer = await world.ask('get', '/oauth2/authorize?client_id=portal', { headers: { cookie: 'flow=0; session=mine; signing-in=mine' } });
  expect([answer.status, answer.headers['location'], answer.headers['set-cookie']]).toEqual([302, 'https://accounts.example/o?x=1', ['flow=1; Path=/oauth2']]);
  expect(last().headers.get('cookie')).toBe('flow=0');
  expect((await world.ask('get', '/v1/runs')).headers['set-cookie']).toBeUndefined();
});

test('a service that is not there is a problem document, not a hanging page', async () => {
  world.neighbours.answer = undefined;
  const answer = await world.ask('get', '/v1/runs');
  expect([answer.status, answer.body.type, answer.headers['retry-after']]).toEqual([503, '/problems/unavailable', '5']);
  world.neighbours.answer = () => new Promise<Response>(() => undefined);
  const waiting = world.ask('get', '/v1/runs').then((late) => late.status);
  for (let turn = 0; turn < 20; turn++) await world.time.settle();
  await world.time.advance(31_000);
  world.neighbours.answer = undefined;
  expect(await Promise.race([waiting, new Promise((resolve) => setImmediate(resolve, 'hanging'))])).not.toBe(200);
});

test('many requests on an ended token renew it once', async () => {
  const cookie = await world.signIn('sam');
  await world.time.advance(299_000);
  let asked = 0;
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  world.neighbours.tokenDelay = async () => {
    asked += 1;
    await held;
  };
  const answers = Array.from({ length: 8 }, () => world.ask('get', '/v1/runs', { cookie }).then((answer) => answer.status));
  while (asked === 0) await world.time.advance(50);
  release();
  for (let turn = 0; turn < 40; turn++) await world.time.advance(50);
  expect([await Promise.all(answers), asked]).toEqual([Array(8).fill(200), 1]);
});

test('a session whose refresh token is refused is over', async () => {
  const cookie = await world.signIn('sam');
  world.neighbours.refreshTokens.clear();
  await world.time.advance(299_000);
  expect((await world.ask('get', '/v1/runs', { cookie })).status).toBe(401);
  expect((await world.ask('get', '/portal/session', { cookie })).body.person).toBeNull();
});

test('pages come with the agency\'s name, colours and a policy that allows nothing foreign', async () => {
  const page = await world.ask('get', '/calendar/some/where');
  expect(page.text).toContain('<title>North &lt;Light&gt;</title>');
  expect(page.text).toContain('--accent:#2f6f62');
  const policy = String(page.headers['content-security-policy']);
  const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
  expect(page.text).toContain(`<style nonce="${nonce}">`);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect((await world.ask('get', '/calendar')).headers['content-security-policy']).not.toContain(nonce);
  expect((await world.ask('get', '/no-such-page')).status).toBe(404);
});

test('a mistyped page of a known agency says so in its own pages, with 404; what is no page gets nothing', async () => {
  const page = await world.ask('get', '/sync-log', { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect([page.status, page.headers['content-type'], page.text.includes('<title>')]).toEqual([404, 'text/html; charset=utf-8', true]);
  const other = await world.ask('get', '/favicon.ico2', { headers: { accept: 'image/*' } });
  expect([other.status, other.text]).toEqual([404, '']);
});

test('built files are kept by the browser for ever, pages never', async () => {
  expect((await world.ask('get', '/assets/main-abc.js')).headers['cache-control']).toBe('public,max-age=31536000,immutable');
  expect((await world.ask('get', '/calendar')).headers['cache-control']).toBe('no-store');
  expect((await world.ask('get', '/assets/../index.html')).status).toBe(404);
});

test('a running server goes on serving its pages when somebody clears the folder of the build', async () => {
  rmSync(world.pages, { recursive: true });
  const packed = await world.ask('get', '/assets/main-abc.js').set('accept-encoding', 'gzip');
  expect([packed.status, packed.headers['content-encoding'], packed.headers['content-type'], packed.text]).toEqual([200, 'gzip', 'text/javascript; charset=utf-8', 'export {};']);
  const plain = await world.ask('get', '/assets/main-abc.js').set('accept-encoding', 'identity');
  expect([plain.status, plain.headers['content-encoding'], plain.headers['vary'], plain.text]).toEqual([200, undefined, 'accept-encoding', 'export {};']);
  expect((await world.ask('get', '/assets/other-abc.js')).status).toBe(404);
  expect((await world.ask('get', '/calendar')).status).toBe(200);
});

test('the machine\'s own routes answer at the machine\'s address only', async () => {
  expect((await world.ask('get', '/livez', { agency: '127.0.0.1:4400' })).status).toBe(200);
  expect((await world.ask('get', '/livez', { agency: HOST.north })).status).toBe(404);
  expect((await world.ask('get', '/internal/outbox?partition=0', { agency: '127.0.0.1:4400' })).status).toBe(401);
  // Probes come by a pod's address or a service's name, and must not wait for the broker.
  for (const agency of ['10.9.9.9:4400', 'portal:4400']) expect((await world.ask('get', '/livez', { agency })).status, agency).toBe(200);
  // Keys of dead letters hold slashes.
  expect((await world.ask('get', '/internal/ops/dead-letters/portal%2Fconnector%2F6%2F9', { agency: '127.0.0.1:4400' })).status).toBe(401);
  expect((await world.ask('get', '/internal/ops/dead-letters/portal%2Fconnector%2F6%2F9', { agency: HOST.north })).status).toBe(404);
});
