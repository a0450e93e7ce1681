import type { Agency, Role } from '@portal-sync/contracts';
import { pkceChallengeOf } from '@portal-sync/auth';
import type { Clock, Http } from '@portal-sync/kernel';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

/** A request that reached a neighbour. */
export interface Seen {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface FakeNeighbours {
  readonly http: Http;
  readonly seen: Seen[];
  readonly agencies: Map<string, Agency>;
  /** Person's id to role. */
  readonly people: Map<string, Role>;
  /** What any `/v1`, `/oauth2/authorize` call is answered with; undefined: nobody is there. */
  answer: ((seen: Seen) => Response | Promise<Response>) | undefined;
  /** Codes the authorization endpoint would have given: code to what it is for. */
  readonly codes: Map<string, { userId: string; origin: string; nonce: string; challenge: string }>;
  /** Refresh tokens that hold. */
  readonly refreshTokens: Map<string, { userId: string; origin: string }>;
  /** Every token that the token endpoint gave to the portal. */
  readonly issued: string[];
  /** How long the token endpoint takes. */
  tokenDelay: () => Promise<void>;
  signAccess(userId: string, origin: string): Promise<string>;
}

export const ORIGIN = { north: 'http://north.localhost:4400', harbour: 'http://harbour.localhost:4400' } as const;

export const anAgency = (id: 'north' | 'harbour'): Agency => ({
  id,
  version: 1,
  brand: { name: id === 'north' ? 'North <Light>' : 'Harbour', logo: null, accent: '#2f6f62', supportAddress: `help@${id}.example` },
  locale: id === 'north' ? 'en' : 'sv',
  zone: 'Europe/Amsterdam',
  origins: [ORIGIN[id]],
  rolesThatConnect: ['admin', 'staff', 'client'],
  appointmentTypes: [{ key: 'meeting', label: 'Meeting', color: '#2f6f62', syncs: true }],
  foldPlusTags: false,
  blocklist: [],
});

/** Broker, connector, matcher and trigger, played by one function. */
export async function createFakeNeighbours(clock: Clock): Promise<FakeNeighbours> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const state: FakeNeighbours = {
    seen: [],
    agencies: new Map([['north', anAgency('north')], ['harbour', anAgency('harbour')]]),
    people: new Map<string, Role>([['ada', 'admin'], ['sam', 'staff'], ['clara', 'client']]),
    answer: (seen) => Response.json({ path: new URL(seen.url).pathname }),
    codes: new Map(),
    refreshTokens: new Map(),
    issued: [],
    tokenDelay: async () => undefined,
    signAccess: (userId, origin) => signToken(privateKey, clock, state, { userId, origin }, 'access'),
    async http(url, init) {
      const seen: Seen = {
        url: String(url), method: init?.method ?? 'GET', headers: new Headers(init?.headers),
        body: init?.body === undefined || init.body === null ? '' : await new Response(init.body).text(),
      };
      state.seen.push(seen);
      return answerFor(seen);
    },
  };

  async function answerFor(seen: Seen): Promise<Response> {
    const { pathname, searchParams } = new URL(seen.url);
    if (pathname === '/oauth2/token') return answerToken(seen);
    if (pathname === '/.well-known/jwks.json' && !seen.headers.has('x-agency-origin')) return Response.json(jwks);
    if (pathname === '/internal/agencies') {
      const found = [...state.agencies.values()].find((agency) => agency.origins.includes(searchParams.get('origin') ?? ''));
      return found === undefined ? new Response(null, { status: 404 }) : Response.json({ agencyId: found.id });
    }
    const card = /^\/internal\/agencies\/(\w+)$/.exec(pathname)?.[1];
    if (card !== undefined) return state.agencies.has(card) ? Response.json(state.agencies.get(card)) : new Response(null, { status: 404 });
    const user = /^\/internal\/users\/(\w+)\/(\w+)$/.exec(pathname);
    if (user !== null) {
      const [, agencyId = '', id = ''] = user;
      if (!state.people.has(id)) return new Response(null, { status: 404 });
      return Response.json({ id, agencyId, name: `Name of ${id}`, email: `${id}@x.example`, role: state.people.get(id), contactId: null, version: 1 });
    }
    const owned = /^\/internal\/connections\/(\w+)$/.exec(pathname)?.[1];
    if (owned !== undefined) {
      return Response.json({ id: owned, agencyId: 'north', userId: owned.replace(/^of_/, ''), product: 'calendar-2way', state: 'live', cause: null, account: 'a@x.example', grantedScopes: [], version: 1 });
    }
    if (pathname === '/internal/outbox') return Response.json({ owner: new URL(seen.url).hostname.split('.')[0], items: [], heads: [] });
    if (state.answer === undefined) throw new TypeError('fetch failed');
    return state.answer(seen);
  }

  async function answerToken(seen: Seen): Promise<Response> {
    const form = new URLSearchParams(seen.body);
    const grant = form.get('grant_type');
    if (grant === 'client_credentials') return Response.json({ access_token: 'inner', token_type: 'Bearer', expires_in: 300 });
    await state.tokenDelay();
    const origin = seen.headers.get('x-agency-origin') ?? '';
    if (grant === 'authorization_code') {
      const code = state.codes.get(form.get('code') ?? '');
      state.codes.delete(form.get('code') ?? '');
      if (code === undefined || code.origin !== origin || pkceChallengeOf(form.get('code_verifier') ?? '') !== code.challenge) return Response.json({ error: 'invalid_grant' }, { status: 400 });
      const idToken = await signToken(privateKey, clock, state, code, 'id', code.nonce);
      state.issued.push(idToken);
      return Response.json({ ...(await freshTokens(code)), id_token: idToken });
    }
    const held = state.refreshTokens.get(form.get('refresh_token') ?? '');
    state.refreshTokens.delete(form.get('refresh_token') ?? '');
    return held === undefined ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : Response.json(await freshTokens(held));
  }

  async function freshTokens(about: { userId: string; origin: string }): Promise<object> {
    const refresh = `refresh-${Math.max(0, ...[...state.refreshTokens.keys()].map((key) => Number(key.split('-')[1]))) + 1}`;
    state.refreshTokens.set(refresh, about);
    const access = await signToken(privateKey, clock, state, about, 'access');
    state.issued.push(access, refresh);
    return { access_token: access, refresh_token: refresh, token_type: 'Bearer', expires_in: 300 };
  }
  return state;
}

async function signToken(key: CryptoKey, clock: Clock, state: FakeNeighbours, about: { userId: string; origin: string }, kind: 'access' | 'id', nonce?: string): Promise<string> {
  const agency = [...state.agencies.values()].find((one) => one.origins.includes(about.origin));
  const seconds = Math.floor(clock.now() / 1000);
  const claims = kind === 'id' ? { nonce } : { client_id: 'portal', agency: agency?.id, role: state.people.get(about.userId), jti: `${about.userId}-${seconds}`, ...(about.userId === 'clara' ? { contact_id: 'c-clara' } : {}) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: kind === 'id' ? 'JWT' : 'at+jwt' })
    .setIssuer(about.origin)
    .setAudience(kind === 'id' ? 'portal' : about.origin)
    .setSubject(about.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(key);
}
