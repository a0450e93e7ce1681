import { Secret, silentLog, type Http } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { agencyCards, joinNeighbours } from './index.ts';

const ORIGIN = 'http://north.test';
const CARD = {
  id: 'north', version: 1, brand: { name: 'North', logo: null, accent: '#225577', supportAddress: 'help@north.example' }, locale: 'en', zone: 'Europe/Stockholm',
  origins: [ORIGIN], rolesThatConnect: ['staff'], appointmentTypes: [], foldPlusTags: false, blocklist: [],
};

async function setup() {
  const time = createManualTime();
  const { clock } = time;
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const asked: string[] = [];
  const state: { hangs: boolean; status?: number } = { hangs: false };
  const http: Http = async (url, init) => {
    const { host, pathname } = new URL(url);
    asked.push(`${new Headers(init?.headers).get('authorization')?.split(' ')[0] ?? 'open'} ${host}${pathname}`);
    if (state.hangs) return new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)));
    if (pathname === '/oauth2/token') return Response.json({ access_token: 'internal', token_type: 'Bearer', expires_in: 300 });
    if (pathname === '/.well-known/jwks.json') return Response.json({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] });
    if (pathname === '/internal/outbox') return Response.json({ owner: 'broker', items: [], heads: [] });
    if (state.status !== undefined) return new Response(null, { status: state.status });
    return Response.json(pathname === '/internal/agencies/north' ? CARD : { from: host });
  };
  const store = await openSqliteStore({ memory: true, clock })('reader', [agencyCards]);
  const joined = joinNeighbours({
    name: 'reader', deps: { store, http, log: silentLog, ...time }, clientId: 'reader', clientSecret: new Secret('s'), answerMs: 5_000,
    urls: { broker: 'http://broker.test', connector: 'http://connector.test' },
  });
  const seconds = Math.floor(clock.now() / 1000);
  const token = await new SignJWT({ agency: 'north', role: 'staff', client_id: 'portal' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
    .setIssuer(ORIGIN).setAudience(ORIGIN).setSubject('sam').setIssuedAt(seconds).setExpirationTime(seconds + 300).setJti('j').sign(privateKey);
  return { ...time, joined, asked, state, token };
}

test('joined by the broker, a service knows its callers and asks each neighbour at its own address with a token of its own', async () => {
  const { joined, asked, token } = await setup();
  expect(await joined.verify(`Bearer ${token}`)).toEqual({ kind: 'user', agencyId: 'north', userId: 'sam', role: 'staff' });
  expect(await joined.apis.connector.get('/internal/thing', z.object({ from: z.string() }))).toEqual({ from: 'connector.test' });
  await joined.feed(['broker', 'connector']).readFrom('broker', 0, 0, 1);
  expect(asked).toEqual([
    'open broker.test/.well-known/jwks.json', 'Basic broker.test/oauth2/token', 'Bearer broker.test/internal/agencies/north',
    'Bearer connector.test/internal/thing', 'Bearer broker.test/internal/outbox',
  ]);
});

test('an owner whose address was not given is named before anything runs', async () => {
  const { joined } = await setup();
  expect(() => joined.feed(['broker', 'trigger'])).toThrow('TRIGGER_URL is missing');
});

test('a neighbour that never answers is given up', async () => {
  const { joined, state, advance } = await setup();
  state.hangs = true;
  const asking = joined.apis.connector.get('/internal/thing', z.object({})).catch((error: unknown) => error);
  await advance(5_000);
  expect(await asking).toMatchObject({ code: 'unavailable' });
});

test.each([[429, 'unavailable'], [500, 'upstream-failed'], [502, 'unavailable'], [503, 'unavailable'], [400, 'upstream-failed']])(
  'a neighbour that answers %i: %s, by which a message waits for it or does not for long',
  async (status, code) => {
    const { joined, state } = await setup();
    state.status = status;
    await expect(joined.apis.connector.get('/internal/thing', z.object({}))).rejects.toMatchObject({ code });
  },
);
