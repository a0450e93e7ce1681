import type { Http } from '@portal-sync/kernel';
import { Strategy, type GoogleCallbackParameters, type Profile, type StrategyOptions, type VerifyCallback } from 'passport-google-oauth20';
import type { GoogleClient } from './google-client.ts';

export interface Dance {
  readonly http: Http;
  readonly client: GoogleClient;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly userinfoUrl: string;
}

/** What Google's token endpoint gave, as passport hands it on. */
export interface RawTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Keeps the PKCE verifier while the browser is at Google. passport-oauth2 looks at the number of parameters. */
export interface VerifierStore {
  store(request: unknown, verifier: string, state: unknown, meta: unknown, done: (error: Error | null, state?: string) => void): void;
  verify(request: unknown, state: string, meta: unknown, done: (error: Error | null, verifier?: string, state?: unknown) => void): void;
}

type Answer = (error: { statusCode: number; data: string } | Error | null, body?: string, response?: { statusCode: number }) => void;

/** passport's Google strategy for one request: our own PKCE store, explicit endpoints, a nonce, and our own outgoing HTTP. */
export class ConsentStrategy extends Strategy {
  constructor(dance: Dance, store: VerifierStore) {
    const options = {
      clientID: dance.client.clientId,
      clientSecret: dance.client.clientSecret.reveal(),
      callbackURL: dance.client.redirectUri,
      authorizationURL: dance.authUrl,
      tokenURL: dance.tokenUrl,
      userProfileURL: dance.userinfoUrl,
      pkce: 'S256',
      store,
      // The id token says who it is; asking userinfo too would be a second call.
      skipUserProfile: true,
    };
    // Five parameters make passport hand over the whole token response, which names the scopes that were granted.
    const verify = (accessToken: string, refreshToken: string | undefined, params: GoogleCallbackParameters, _profile: Profile, done: VerifyCallback): void => {
      const raw: RawTokens = { accessToken, refreshToken, params: { ...params } };
      done(null, raw as unknown as Express.User);
    };
    super(options as unknown as StrategyOptions, verify as (...given: unknown[]) => void);
    // The place where the library speaks HTTP. Its own way has no time limit and cannot be handed in.
    (this._oauth2 as unknown as { _request: unknown })._request = requestOver(dance.http);
  }

  override authorizationParams(options: { nonce?: string }): object {
    return { ...super.authorizationParams(options), ...(options.nonce === undefined ? {} : { nonce: options.nonce }) };
  }
}

const requestOver =
  (http: Http) =>
  (method: string, url: string, headers: Record<string, string>, body: string, _token: string | null, done: Answer): void => {
    const send = async (): Promise<Parameters<Answer>> => {
      const response = await http(url, { method, headers, body, redirect: 'error' });
      const text = await response.text();
      return response.ok ? [null, text, { statusCode: response.status }] : [{ statusCode: response.status, data: text }];
    };
    void send().then(
      (answer) => done(...answer),
      (error: unknown) => done(error instanceof Error ? error : new Error('no answer')),
    );
  };
