import type { Account } from '../accounts.ts';
import { newToken } from '../world.ts';
import type { World } from '../world.ts';
import type { AuthRequest } from './auth-request.ts';
import { grantKey } from './records.ts';
import type { Grant } from './records.ts';
import { isSignInScope } from './scopes.ts';

const CODE_LIFETIME = 10 * 60_000;

/** Adds what was given to the project's grant. A grant only grows: asking for less later takes nothing back. */
function widenGrant(world: World, request: AuthRequest, account: Account, given: readonly string[]): { before: Grant | undefined; after: Grant } {
  const { projectNumber, clientId } = request.client;
  const key = grantKey(projectNumber, account.sub);
  const before = world.state.grants.get(key);
  const offline = new Set(before?.offlineClients ?? []);
  if (request.offline) offline.add(clientId);
  const after: Grant = {
    project: projectNumber,
    sub: account.sub,
    scopes: [...new Set([...(before?.scopes ?? []), ...given])],
    offlineClients: [...offline],
    since: before?.since ?? world.now(),
  };
  world.state.grants.set(key, after);
  return { before, after };
}

/**
 * Gives the code for a consent. A refresh token comes with it only for offline access, and only when a person has just
 * consented or this client asks for offline access for the first time.
 */
export function issueCode(world: World, request: AuthRequest, account: Account, given: readonly string[], consented: boolean): string {
  const { before, after } = widenGrant(world, request, account, given);
  const first = before?.offlineClients.includes(request.client.clientId) !== true;
  const earlier = request.includeGranted ? after.scopes.filter((scope) => !isSignInScope(scope) || given.includes(scope)) : [];
  const code = `4/0A${newToken(world, 68)}`;
  world.state.codes.set(code, {
    code,
    clientId: request.client.clientId,
    redirectUri: request.redirectUri,
    sub: account.sub,
    scopes: [...new Set([...given, ...earlier])],
    ...(request.challenge ? { challenge: request.challenge } : {}),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    offline: request.offline,
    withRefresh: request.offline && (consented || first),
    expiresAt: world.now() + CODE_LIFETIME,
    used: false,
  });
  return code;
}
