import type { Clock, Http, Secret } from '@portal-sync/kernel';
import { z } from 'zod';
import { readFailure } from './api-failure.ts';

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

/** A new token is fetched when this little is left of the old one, ms. */
const LEAST_MS = 30_000;

/**
 * Tokens of a platform client by `client_credentials` (RFC 6749 section 4.4), kept until shortly before they end; however many
 * requests wait, one is fetched. Give the answer to `createClient` as its `authorization`.
 */
export function clientCredentials(options: {
  readonly origin: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly clientId: string;
  readonly clientSecret: Secret;
}): () => Promise<string> {
  const { origin, http, clock, clientId, clientSecret } = options;
  let held: { readonly value: string; readonly until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const response = await http(`${origin}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'authorization': basic(clientId, clientSecret.reveal()) },
      body: 'grant_type=client_credentials',
    });
    if (!response.ok) throw await readFailure(response);
    const { access_token, expires_in } = tokenAnswer.parse(await response.json());
    held = { value: `Bearer ${access_token}`, until: clock.now() + expires_in * 1000 - LEAST_MS };
    return held.value;
  }

  return async () => {
    if (held !== undefined && held.until > clock.now()) return held.value;
    fetching ??= fetchToken().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
function basic(clientId: string, clientSecret: string): string {
  const encode = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);
  return `Basic ${btoa(`${encode(clientId)}:${encode(clientSecret)}`)}`;
}
