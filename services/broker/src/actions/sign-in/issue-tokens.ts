import { AppError, randomToken } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import { ACCESS_TOKEN_S, idTokenClaims, personClaims } from '../../domain/sign-in/token-claims.ts';
import { refreshFamilies, type RefreshFamily } from '../../repos/sessions.ts';
import type { User } from '../../repos/users.ts';

/** A sign-in lasts at most this long, ms, however often it is refreshed. */
export const SESSION_LIFE_MS = 30 * 24 * 3_600_000;

/** Answer of the token endpoint, RFC 6749 section 5.1. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
}

/** The next refresh token of a family: its secret's hash is put into the row. */
export async function rotateFamily(tx: Transaction, deps: Deps, family: RefreshFamily, rotations: number): Promise<string> {
  const ticket = makeTicket(family.id, randomToken(deps.random));
  await tx.put(refreshFamilies, { ...family, hash: ticket.hash, rotations });
  return ticket.text;
}

/** What a signed-in person gets; the role is the one of our record now. */
export async function tokensFor(deps: Deps, family: RefreshFamily, user: User, given: { refreshToken: string; nonce: string | null }): Promise<TokenAnswer> {
  if (user.state !== 'live') throw new AppError('not-found');
  const stamp = { issuer: family.issuer, clientId: family.clientId, jti: deps.makeId(), now: deps.clock.now() };
  const person = { agencyId: user.agencyId, userId: user.id, role: user.role, contactId: user.contactId, scope: family.scope };
  const openId = family.scope.split(' ').includes('openid');
  const about = { userId: user.id, name: user.name, email: user.email, nonce: given.nonce, signedInAt: family.signedInAt, scope: family.scope };
  return {
    access_token: await deps.signer.sign(personClaims(stamp, person), 'at+jwt'),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_S,
    refresh_token: given.refreshToken,
    ...(openId ? { id_token: await deps.signer.sign(idTokenClaims(stamp, about), 'JWT') } : {}),
    ...(family.scope === '' ? {} : { scope: family.scope }),
  };
}
