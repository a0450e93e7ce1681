import type { Account } from '../accounts.ts';
import { authorize } from '../oauth/authorize.ts';
import { redirectUriFault } from '../oauth/clients.ts';
import type { Client } from '../oauth/clients.ts';
import { fullScope } from '../oauth/scopes.ts';
import { issueAccessToken, issueRefreshToken } from '../oauth/tokens.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

/** Registers an OAuth client, or replaces it: what a developer does in Google's console. */
export function registerClient(world: World, client: Client): Client {
  for (const uri of client.redirectUris) {
    const fault = redirectUriFault(uri);
    if (fault) throw new ControlError(400, `The redirect address ${uri} ${fault}.`);
  }
  world.state.clients.set(client.clientId, client);
  return client;
}

/** Hands out tokens for any account and scopes, as if the person had consented to them. */
export function grantTokens(
  world: World,
  account: Account,
  clientId: string,
  scopes: readonly string[],
  withRefresh = false,
): { accessToken: string; refreshToken?: string } {
  const client = world.state.clients.get(clientId) ?? directClient(world, clientId);
  const to = { client, sub: account.sub, scopes: scopes.map(fullScope) };
  // A refresh token counts against the hundred of its account and client, so it is made only when wanted.
  return { accessToken: issueAccessToken(world, to, true).token, ...(withRefresh ? { refreshToken: issueRefreshToken(world, to).token } : {}) };
}

/** A client nobody registered is made for the purpose, with a project of its own: tests need no console. */
function directClient(world: World, clientId: string): Client {
  const client: Client = {
    clientId,
    clientSecret: `secret-of-${clientId}`,
    redirectUris: [],
    projectNumber: `project-of-${clientId}`,
    status: 'production',
    brandName: clientId,
  };
  world.state.clients.set(clientId, client);
  return client;
}

export interface ConsentAnswer {
  /** E-mail or `sub`. */
  readonly account: string;
  /** The boxes to tick; every box when not given. */
  readonly scopes?: readonly string[] | undefined;
  readonly deny?: boolean | undefined;
}

/** A whole consent without pages: what the browser would be sent back with, or the page it would be stuck on. */
export function consent(world: World, authUrl: string, answer: ConsentAnswer): { location?: string; error?: string; message?: string } {
  if (!URL.canParse(authUrl)) throw new ControlError(400, 'The auth URL is not an absolute address.');
  const query = Object.fromEntries(new URL(authUrl).searchParams);
  const asked = (query['scope'] ?? '').split(/\s+/).map(fullScope);
  const scopes = (answer.scopes ?? asked).map(fullScope);
  const step = authorize(world, query, { account: answer.account, signIn: true, decision: answer.deny ? 'deny' : 'allow', scopes });
  if (step.kind === 'redirect') return { location: step.location };
  if (step.kind === 'error') return { error: step.error, message: step.message };
  throw new ControlError(404, `There is no account ${answer.account}.`);
}
