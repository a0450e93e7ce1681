import { newToken } from '../world.ts';
import type { World } from '../world.ts';
import { isSignInScope } from './scopes.ts';
import type { Client } from './clients.ts';
import type { AccessToken, RefreshToken } from './records.ts';

/** Google's hour, which it always announces as a second less. */
export const ACCESS_TOKEN_SECONDS = 3599;
const SIX_MONTHS = 183 * 86_400_000;
const SEVEN_DAYS = 7 * 86_400_000;

interface For {
  readonly client: Client;
  readonly sub: string;
  readonly scopes: readonly string[];
}

export function issueAccessToken(world: World, { client, sub, scopes }: For, offline: boolean): AccessToken {
  dropExpired(world);
  const token: AccessToken = {
    kind: 'access',
    token: `ya29.a0${newToken(world, 120)}`,
    clientId: client.clientId,
    project: client.projectNumber,
    sub,
    scopes,
    expiresAt: world.now() + ACCESS_TOKEN_SECONDS * 1000,
    offline,
  };
  world.state.tokens.set(token.token, token);
  return token;
}

/** Access tokens pile up in a long run; those that expired over a day ago are forgotten. */
function dropExpired(world: World): void {
  if (world.state.tokens.size < 20_000) return;
  const before = world.now() - 86_400_000;
  for (const [key, token] of world.state.tokens) if (token.kind === 'access' && token.expiresAt < before) world.state.tokens.delete(key);
}

/** Issues a refresh token and silently ends the oldest one over the limit per account and client. */
export function issueRefreshToken(world: World, { client, sub, scopes }: For): RefreshToken {
  const now = world.now();
  // While testing, a refresh token lives seven days, unless only name, e-mail and profile were asked for.
  const shortLived = client.status === 'testing' && scopes.some((scope) => !isSignInScope(scope));
  const token: RefreshToken = {
    kind: 'refresh',
    token: `1//0${newToken(world, 96)}`,
    clientId: client.clientId,
    project: client.projectNumber,
    sub,
    scopes,
    issuedAt: now,
    lastUsedAt: now,
    ...(shortLived ? { expiresAt: now + SEVEN_DAYS } : {}),
  };
  world.state.tokens.set(token.token, token);
  evictOldest(world, client.clientId, sub);
  return token;
}

function evictOldest(world: World, clientId: string, sub: string): void {
  const live = liveRefreshTokens(world, (token) => token.clientId === clientId && token.sub === sub);
  const over = live.length - world.state.limits.refreshTokensPerAccountAndClient;
  for (const token of live.slice(0, Math.max(0, over))) world.state.tokens.set(token.token, { ...token, dead: 'evicted' });
}

/** Living refresh tokens that a test holds for, oldest first. */
export function liveRefreshTokens(world: World, test: (token: RefreshToken) => boolean): RefreshToken[] {
  const live: RefreshToken[] = [];
  for (const token of world.state.tokens.values()) if (token.kind === 'refresh' && isAlive(token, world.now()) && test(token)) live.push(token);
  return live;
}

/** A refresh token dies by revocation, by eviction, after six months unused, and after seven days under Testing. */
export const isAlive = (token: RefreshToken, now: number): boolean =>
  token.dead === undefined && now - token.lastUsedAt <= SIX_MONTHS && (token.expiresAt === undefined || token.expiresAt > now);

/** The access token a request carries, if it works. */
export function liveAccessToken(world: World, token: string): AccessToken | undefined {
  const found = world.state.tokens.get(token);
  if (found?.kind !== 'access' || found.expiresAt <= world.now()) return undefined;
  const account = world.state.accounts.get(found.sub);
  return account && !account.disabled ? found : undefined;
}
