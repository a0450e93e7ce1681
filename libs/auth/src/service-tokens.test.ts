import { Secret, type Http } from '@portal-sync/kernel';
import { describe, expect, it } from 'vitest';
import { basicAuthorization, createServiceTokens } from './service-tokens.ts';

function setUp() {
  const state = { now: 0, issued: 0, calls: [] as string[], refuse: 0 };
  const http: Http = async (url, init) => {
    const headers = new Headers(init?.headers);
    state.calls.push(`${String(url)} ${headers.get('authorization') ?? ''}`);
    if (String(url).endsWith('/oauth2/token')) {
      await Promise.resolve();
      return Response.json({ access_token: `t${++state.issued}`, token_type: 'Bearer', expires_in: 300 });
    }
    return new Response(null, { status: state.refuse-- > 0 ? 401 : 200 });
  };
  const tokens = createServiceTokens({
    http, tokenUrl: 'http://broker/oauth2/token', clientId: 'matcher', clientSecret: new Secret('s3cret'), clock: { now: () => state.now },
  });
  return { state, tokens };
}

describe('tokens between our own services', () => {
  it('a thousand callers make one request', async () => {
    const { state, tokens } = setUp();
    const all = await Promise.all(Array.from({ length: 1000 }, () => tokens.token()));
    expect(new Set(all)).toEqual(new Set(['t1']));
    expect(state.issued).toBe(1);
  });

  it('is renewed ahead, without anybody waiting', async () => {
    const { state, tokens } = setUp();
    await tokens.token();
    state.now = 250_000;
    expect(await tokens.token()).toBe('t1');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await tokens.token()).toBe('t2');
    expect(state.issued).toBe(2);
  });

  it('an expired one is not handed out', async () => {
    const { state, tokens } = setUp();
    await tokens.token();
    state.now = 299_000;
    expect(await tokens.token()).toBe('t2');
  });

  it('a refused call drops the token and is tried once more, not for ever', async () => {
    const { state, tokens } = setUp();
    state.refuse = 1;
    expect((await tokens.http('http://connector/internal/x')).status).toBe(200);
    expect(state.calls.filter((call) => call.includes('connector'))).toEqual(['http://connector/internal/x Bearer t1', 'http://connector/internal/x Bearer t2']);
    state.refuse = 9;
    expect((await tokens.http('http://connector/internal/x')).status).toBe(401);
  });

  it('a broker that does not answer is unavailable, and the secret stands in no error', async () => {
    const tokens = createServiceTokens({
      http: async () => new Response('s3cret', { status: 401 }),
      tokenUrl: 'http://broker/oauth2/token', clientId: 'matcher', clientSecret: new Secret('s3cret'), clock: { now: () => 0 },
    });
    const error = await tokens.token().catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as Error)) + String((error as Error).cause)).not.toContain('s3cret');
  });

  it('client id and secret are form-encoded before they are joined (RFC 6749 section 2.3.1)', () => {
    expect(atob(basicAuthorization('a:b', new Secret('c d/é')).slice(6))).toBe('a%3Ab:c+d%2F%C3%A9');
  });
});
