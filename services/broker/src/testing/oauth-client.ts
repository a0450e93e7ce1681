import { systemClock } from '@portal-sync/kernel';
import * as oauth from 'oauth4webapi';
import type { Browser } from './browser.ts';
import type { Choice } from './local-google.ts';
import { NORTH, PORTAL_SECRET, type BrokerWorld } from './open-broker.ts';

/** What oauth4webapi is told: plain http is all right here, and this is the way to the broker. */
export function optionsFor(world: BrokerWorld) {
  const wire = async (url: string, init: { method: string; headers: Record<string, string>; body?: unknown }): Promise<Response> => {
    const { origin, pathname, search } = new URL(url);
    const headers = { ...init.headers, 'x-agency-origin': origin };
    const body = init.body === undefined || init.body === null ? undefined : String(init.body as URLSearchParams);
    const answer = await world.broker.call({ method: init.method, url: pathname + search, headers, ...(body === undefined ? {} : { body }) });
    const text = typeof answer.body === 'object' ? JSON.stringify(answer.body) : (answer.body as string | undefined);
    return new Response(text ?? null, { status: answer.status, headers: { 'content-type': 'application/json', ...(answer.headers as Record<string, string> | undefined) } });
  };
  return { [oauth.customFetch]: wire as never, [oauth.allowInsecureRequests]: true } as const;
}

/** The portal as a client. oauth4webapi reads the machine's clock: it is told how far the test's is from it, seconds. */
export const portalClient = (world: BrokerWorld): oauth.Client => ({
  client_id: 'portal',
  [oauth.clockSkew]: Math.round((world.time.clock.now() - systemClock.now()) / 1000),
});
export const portalAuth = oauth.ClientSecretBasic(PORTAL_SECRET);
export const REDIRECT = `${NORTH}/sign-in/done`;

/** Metadata of an agency's issuer, as a client discovers it. */
export async function discover(world: BrokerWorld, origin = NORTH): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(origin);
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...optionsFor(world) });
  return oauth.processDiscoveryResponse(issuer, response);
}

/** A sign-in as a client begins it. */
export async function beginSignIn(server: oauth.AuthorizationServer, more: Record<string, string> = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(server.authorization_endpoint ?? '');
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  const query = {
    client_id: 'portal', redirect_uri: REDIRECT, response_type: 'code', scope: 'openid email profile', state, nonce, code_challenge: challenge, code_challenge_method: 'S256', ...more,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url: url.href, verifier, state, nonce };
}

/** A whole sign-in in this browser; the tokens. */
export async function signIn(world: BrokerWorld, browser: Browser, choice: Choice, more: Record<string, string> = {}) {
  const server = await discover(world);
  const begun = await beginSignIn(server, more);
  const stop = await browser.get(begun.url, choice);
  const client = portalClient(world);
  const answer = oauth.validateAuthResponse(server, client, new URL(stop.url), begun.state);
  const response = await oauth.authorizationCodeGrantRequest(server, client, portalAuth, answer, REDIRECT, begun.verifier, optionsFor(world));
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: begun.nonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(server, response, optionsFor(world));
  return { server, client, tokens, begun, stop };
}
