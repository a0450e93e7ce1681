import { createRemoteKeys } from '@portal-sync/auth';
import { withTimeout, type Clock, type Http, type Secret, type Timers } from '@portal-sync/kernel';
import type { GoogleIdentity } from '../domain/sign-in/bind-person.ts';
import type { TokenAnswer } from '../domain/grant/judge-token-answer.ts';
import type { BrokerSettings } from '../settings.ts';
import { beginTrip, finishTrip, type TripPlan, type TripTokens } from './consent-trip.ts';
import { operatorClient, type GoogleClient } from './google-client.ts';
import { readIdToken } from './read-id-token.ts';

/** All that the broker says to Google. */
export interface GoogleEndpoints {
  readonly client: GoogleClient;
  /** Google's name as an issuer: what `iss` on a callback has to be. */
  readonly issuer: string;
  /** Where to send the browser; `keep` gets the PKCE verifier and answers with the `state` to send. */
  beginTrip(plan: TripPlan, keep: (verifier: string) => Promise<string>): Promise<string>;
  /** Exchanges the code. Rejects with `upstream-failed`; what Google said stands in its `extra.googleError`, a word of Google's. */
  finishTrip(code: string, verifier: string): Promise<TripTokens>;
  /** Who the id token says it is: signature, issuer, audience, nonce and times hold. Rejects with `upstream-failed`. */
  readIdToken(idToken: string, nonce: string): Promise<GoogleIdentity>;
  refresh(refreshToken: Secret): Promise<TokenAnswer>;
  /** `gone`: Google does not know the token any more. */
  revoke(token: Secret): Promise<'revoked' | 'gone' | 'failed'>;
  /** Asks userinfo, the plainest call there is, whether Google takes this access token. */
  tryToken(accessToken: Secret): Promise<'taken' | 'refused' | 'unclear'>;
}

const TIMEOUT_MS = 10_000;

export function createGoogleEndpoints(deps: { settings: BrokerSettings; http: Http; clock: Clock; timers: Timers }): GoogleEndpoints {
  const { settings, clock } = deps;
  const http = withTimeout(deps.http, deps.timers, TIMEOUT_MS);
  const client = operatorClient(settings);
  const keys = createRemoteKeys({ http, url: settings.GOOGLE_CERTS_URL, clock });
  const dance = { http, client, authUrl: settings.GOOGLE_AUTH_URL, tokenUrl: settings.GOOGLE_TOKEN_URL, userinfoUrl: settings.GOOGLE_USERINFO_URL };

  const post = (url: string, form: Record<string, string>): Promise<Response | undefined> =>
    http(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'error' }).catch(() => undefined);

  return {
    client,
    issuer: settings.GOOGLE_ISSUER,
    beginTrip: (plan, keep) => beginTrip(dance, plan, keep),
    finishTrip: (code, verifier) => finishTrip(dance, code, verifier),
    readIdToken: (idToken, nonce) => readIdToken(idToken, { nonce, keys, issuer: settings.GOOGLE_ISSUER, clientId: client.clientId, now: clock.now() }),
    async refresh(refreshToken) {
      const response = await post(settings.GOOGLE_TOKEN_URL, {
        grant_type: 'refresh_token',
        refresh_token: refreshToken.reveal(),
        client_id: client.clientId,
        client_secret: client.clientSecret.reveal(),
      });
      return response === undefined ? null : { status: response.status, body: await jsonObject(response) };
    },
    async revoke(token) {
      const response = await post(settings.GOOGLE_REVOKE_URL, { token: token.reveal() });
      if (response?.status === 200) return 'revoked';
      const { error } = response?.status === 400 ? await jsonObject(response) : {};
      return error === 'invalid_token' || error === 'invalid_grant' ? 'gone' : 'failed';
    },
    async tryToken(accessToken) {
      const headers = { authorization: `Bearer ${accessToken.reveal()}` };
      const response = await http(settings.GOOGLE_USERINFO_URL, { headers }).catch(() => undefined);
      if (response?.status === 200) return 'taken';
      return response?.status === 401 ? 'refused' : 'unclear';
    },
  };
}

async function jsonObject(response: Response): Promise<Record<string, unknown>> {
  const value: unknown = await response.json().catch(() => undefined);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
