import { AppError } from '@portal-sync/kernel';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRemoteKeys } from './remote-keys.ts';
import { createVerifier, type AuthenticateToken } from './verifier.ts';

const NORTH = 'http://northlight.test';
const HARBOUR = 'http://harbour.test';
const BROKER = 'http://broker.test';
const NOW = Date.parse('2026-05-04T10:00:00Z');
const clock = { now: () => NOW };

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let ours: Pair;
let foreign: Pair;
let authenticate: AuthenticateToken;

const user: JWTPayload = { iss: NORTH, aud: NORTH, sub: 'u1', client_id: 'portal', agency: 'north', role: 'staff', jti: 'j1' };
const service: JWTPayload = { iss: BROKER, aud: 'internal', sub: 'matcher', client_id: 'matcher', jti: 'j2' };

const sign = (claims: JWTPayload, { key = ours.privateKey, typ = 'at+jwt', kid = 'k1', expiresIn = 300 } = {}): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ, kid })
    .setIssuedAt(NOW / 1000)
    .setExpirationTime(NOW / 1000 + expiresIn)
    .sign(key);

const without = (claims: JWTPayload, name: string): JWTPayload => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const ask = async (token: string, askedAt?: string) => authenticate(`Bearer ${token}`, { headers: { 'x-agency-origin': askedAt } });
const refusal = (promise: Promise<unknown>) => promise.then(() => 'taken', (error: AppError) => error.code);

beforeAll(async () => {
  ours = await generateKeyPair('ES256');
  foreign = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const jwks = createRemoteKeys({ http: async () => Response.json(keys), url: `${BROKER}/jwks`, clock });
  const agencies: Record<string, string[]> = { north: [NORTH, 'http://north.two.test'], harbour: [HARBOUR] };
  authenticate = createVerifier({
    jwks,
    internalIssuer: BROKER,
    clock,
    agencyOf: async (id) => (agencies[id] === undefined ? undefined : { origins: agencies[id] }),
  });
});

describe('an access token names its caller', () => {
  it('no header is anyone', async () => {
    expect(await authenticate(undefined)).toEqual({ kind: 'anyone' });
  });
  it('a person, with role and contact', async () => {
    expect(await ask(await sign({ ...user, role: 'client', contact_id: 'c1' }), NORTH)).toEqual({
      kind: 'user', agencyId: 'north', userId: 'u1', role: 'client', contactId: 'c1',
    });
  });
  it('a platform client', async () => {
    const { role: _none, ...claims } = user;
    expect(await ask(await sign({ ...claims, sub: 'crm', client_id: 'crm' }))).toEqual({ kind: 'platform', agencyId: 'north', clientId: 'crm' });
  });
  it('one of our own services', async () => {
    expect(await ask(await sign(service))).toEqual({ kind: 'service', name: 'matcher' });
  });
  it('the operator is no service', async () => {
    expect(await ask(await sign({ ...service, sub: 'operator' }))).toEqual({ kind: 'operator' });
  });
});

describe('a token that does not hold is refused as not signed in', () => {
  const cases: [string, () => Promise<string>, string?][] = [
    ['signed by another key', () => sign(user, { key: foreign.privateKey })],
    ['under a key id nobody published', () => sign(user, { kid: 'k9' })],
    ['expired', () => sign(user, { expiresIn: -30 })],
    ['an id token', () => sign(user, { typ: 'JWT' })],
    ['not signed at all', async () => new UnsecuredJWT({ ...user, exp: NOW / 1000 + 300, iat: NOW / 1000 }).encode()],
    ['another issuer than audience', () => sign({ ...user, iss: BROKER })],
    ['issued at an address of another agency', () => sign({ ...user, iss: HARBOUR, aud: HARBOUR })],
    ['used at another address than its audience', () => sign(user), HARBOUR],
    ['of an agency that is gone', () => sign({ ...user, agency: 'nowhere' })],
    ['internal, but from an agency’s issuer', () => sign({ ...service, iss: NORTH })],
    ['for two audiences', () => sign({ ...user, aud: [NORTH, 'internal'] })],
    ['an unknown role', () => sign({ ...user, role: 'owner' })],
    ['no role, yet no platform client', () => sign(without(user, 'role'))],
    ['without a token id', () => sign(without(user, 'jti'))],
    ['no token at all', async () => 'hello'],
  ];
  it.each(cases)('%s', async (_name, make, askedAt) => {
    expect(await refusal(ask(await make(), askedAt))).toBe('not-signed-in');
  });
  it('another scheme', async () => {
    expect(await refusal(authenticate('Basic abc'))).toBe('not-signed-in');
  });
});

describe('keys are read from their address', () => {
  it('an unknown key id makes us look again, at most every 30 seconds, and a new key is found', async () => {
    let reads = 0;
    let now = NOW;
    const published = [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' }];
    const http = async () => {
      reads++;
      return Response.json({ keys: published });
    };
    const moving = { now: () => now };
    const verify = createVerifier({
      jwks: createRemoteKeys({ http, url: 'http://keys', clock: moving }), internalIssuer: BROKER, clock: moving, agencyOf: async () => undefined,
    });
    await verify(`Bearer ${await sign(service)}`);
    const rotated = await sign(service, { key: foreign.privateKey, kid: 'k2' });
    expect(await refusal(verify(`Bearer ${rotated}`))).toBe('not-signed-in');
    expect(reads).toBe(1);
    published.push({ ...(await exportJWK(foreign.publicKey)), kid: 'k2', alg: 'ES256' });
    now += 31_000;
    expect(await verify(`Bearer ${rotated}`)).toEqual({ kind: 'service', name: 'matcher' });
    expect(reads).toBe(2);
  });

  it('without any key the answer is unavailable, not a refusal; with old keys work goes on', async () => {
    let down = true;
    let now = NOW;
    const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' }] };
    const http = async () => {
      if (down) throw new TypeError('fetch failed');
      return Response.json(keys);
    };
    const moving = { now: () => now };
    const verify = createVerifier({
      jwks: createRemoteKeys({ http, url: 'http://keys', clock: moving }), internalIssuer: BROKER, clock: moving, agencyOf: async () => undefined,
    });
    const token = `Bearer ${await sign(service, { expiresIn: 7200 })}`;
    expect(await refusal(verify(token))).toBe('unavailable');
    down = false;
    expect(await verify(token)).toMatchObject({ kind: 'service' });
    down = true;
    now += 3_600_000;
    expect(await verify(token)).toMatchObject({ kind: 'service' });
  });
});
