import { AppError, type Clock, type Http, type Secret } from '@portal-sync/kernel';
import { z } from 'zod';

export interface ServiceTokensOptions {
  readonly http: Http;
  /** `BROKER_URL/oauth2/token` */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly clock: Clock;
}

/** Our own services' tokens for audience `internal`. */
export interface ServiceTokens {
  /** A token with at least a few seconds to live. Rejects with `unavailable` when the broker does not answer. */
  token(): Promise<string>;
  /** `http` with the token added; a 401 drops the token and tries once more. Only for our own internal routes. */
  readonly http: Http;
}

/** Fetched behind the callers' backs when this little is left, ms; callers wait only when less than `LEAST_MS` is. */
const AHEAD_MS = 60_000;
const LEAST_MS = 5_000;

const answer = z.object({ access_token: z.string(), token_type: z.string(), expires_in: z.number() });

/** `client_credentials` (RFC 6749 section 4.4), cached: however many callers, one request. */
export function createServiceTokens({ http, tokenUrl, clientId, clientSecret, clock }: ServiceTokensOptions): ServiceTokens {
  let held: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchToken = (): Promise<string> => {
    fetching ??= request().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };

  async function request(): Promise<string> {
    const response = await http(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basicAuthorization(clientId, clientSecret) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }).catch((error: unknown) => {
      throw new AppError('unavailable', { cause: error });
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new AppError('unavailable', { cause: new Error(`the token endpoint answered ${response.status} to client ${clientId}`) });
    }
    const { access_token, expires_in } = answer.parse(await response.json());
    held = { token: access_token, until: clock.now() + expires_in * 1000 };
    return access_token;
  }

  async function token(): Promise<string> {
    const leftMs = held === undefined ? 0 : held.until - clock.now();
    if (held === undefined || leftMs < LEAST_MS) return fetchToken();
    // A failure here is nobody's: the token still holds, and the next caller tries again.
    if (leftMs < AHEAD_MS) fetchToken().catch(() => undefined);
    return held.token;
  }

  async function withToken(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await token()}`);
    return http(url, { ...init, headers });
  }

  return {
    token,
    async http(url, init) {
      const response = await withToken(url, init);
      if (response.status !== 401) return response;
      await response.body?.cancel();
      held = undefined;
      return withToken(url, init);
    },
  };
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
export function basicAuthorization(clientId: string, clientSecret: Secret): string {
  const encode = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret.reveal())}`).toString('base64')}`;
}
