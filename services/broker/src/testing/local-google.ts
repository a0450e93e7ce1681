import { consent, createAccount, createGoogle, createIdTokenSigner, registerClient, type Fault, type Google } from '@portal-sync/google-sandbox/core';
import type { Http, Timers } from '@portal-sync/kernel';

export const GOOGLE = 'http://google.test';
export const CLIENT_ID = '100200300400-test.apps.example';
export const CLIENT_SECRET = 'client-secret-canary-5f2e91';
export const PROJECT = '100200300400';

/** What the person does on Google's pages. */
export interface Choice {
  /** E-mail of the account. */
  readonly account: string;
  /** Boxes to tick; all when left out. */
  readonly scopes?: readonly string[];
  readonly deny?: boolean;
}

export interface LocalGoogle {
  readonly google: Google;
  /** Outgoing HTTP of the broker: everything else is not there. */
  readonly http: Http;
  /** Calls so far, as operation names. */
  readonly calls: string[];
  /** The browser at Google's authorization page: where it is sent back to. */
  consent(authUrl: string, choice: Choice): string;
  /** Something goes wrong on purpose. */
  fault(fault: Partial<Fault> & { effect: Fault['effect'] }): void;
  /** Takes the whole grant of an account away, as the person does in their account's settings. */
  liveTokens(account: string): number;
}

// One RSA key for all tests: making one takes longer than a test.
const signer = createIdTokenSigner();

/** The sandbox's core behind plain calls: no sockets, the clock of the test. */
export function createLocalGoogle(now: () => number, random: () => number, timers: Timers): LocalGoogle {
  const google = createGoogle({ now, random, baseUrl: GOOGLE, issuer: GOOGLE, signer });
  const { world } = google;
  for (const [email, name, hd] of [
    ['anna.demo@gmail.com', 'Anna Berg'],
    ['bo.demo@gmail.com', 'Bo Ek'],
    ['carl@corp.example', 'Carl Corp', 'corp.example'],
    ['mallory@elsewhere.example', 'Mallory'],
  ] as const) {
    createAccount(world, { email, name, ...(hd === undefined ? {} : { hd }) });
  }
  registerClient(world, {
    clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, redirectUris: ['https://connect.test/google/callback'], projectNumber: PROJECT, status: 'production', brandName: 'My Portal App',
  });
  const calls: string[] = [];
  const http: Http = async (url, init) => {
    const { origin, pathname, searchParams } = new URL(url);
    if (origin !== GOOGLE) throw new TypeError(`nobody answers at ${origin}`);
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = init?.body instanceof URLSearchParams ? init.body.toString() : (init?.body ?? '');
    if (init?.body instanceof URLSearchParams) headers['content-type'] ??= 'application/x-www-form-urlencoded';
    calls.push(`${pathname}${String(body).includes('grant_type=refresh_token') ? ' refresh' : ''}`);
    const answer = google.handle({ method: init?.method ?? 'GET', path: pathname, query: Object.fromEntries(searchParams), headers, body });
    if (answer.dropped) throw new TypeError('fetch failed');
    const waitMs = answer.delayMs;
    if (waitMs !== undefined) await new Promise<void>((resolve) => void timers.after(waitMs, resolve));
    init?.signal?.throwIfAborted();
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status, headers: { ...answer.headers } });
  };
  let faults = 0;
  return {
    google,
    http,
    calls,
    consent(authUrl, choice) {
      const sent = consent(world, authUrl, choice);
      if (sent.location === undefined) throw new Error(`stuck at Google: ${sent.error} ${sent.message}`);
      return sent.location;
    },
    fault: (fault) => void world.state.faults.push({ id: `f${faults++}`, skip: 0, left: 1, ...fault }),
    liveTokens(email) {
      const account = [...world.state.accounts.values()].find((one) => one.email === email);
      return [...world.state.tokens.values()].filter((token) => token.sub === account?.sub && token.kind === 'refresh' && token.dead === undefined).length;
    },
  };
}
