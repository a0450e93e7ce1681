import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { readTicket, sameHash } from '../../domain/connect/ticket.ts';
import { refreshFamilies } from '../../repos/sessions.ts';
import { findUser } from '../../repos/users.ts';
import { rotateFamily, tokensFor, type TokenAnswer } from './issue-tokens.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/** Refresh grant: each token works once and brings the next. One that comes again ends the whole family (RFC 9700 section 4.14.2). */
export async function refreshSession(deps: Deps, asked: { agencyId: string; issuer: string; clientId: string; refreshToken: string }): Promise<TokenAnswer> {
  const ticket = readTicket(asked.refreshToken);
  const outcome = await deps.store.transaction(async (tx) => {
    const family = ticket === undefined ? undefined : await tx.get(refreshFamilies, ticket.id);
    const known = family !== undefined && family.agencyId === asked.agencyId && family.clientId === asked.clientId && family.issuer === asked.issuer;
    if (ticket === undefined || !known || family.endedAt !== null || family.expiresAt <= deps.clock.now()) return undefined;
    if (!sameHash(family.hash, ticket.hash)) {
      await tx.put(refreshFamilies, { ...family, endedAt: deps.clock.now() });
      await writeAudit(tx, deps, {
        agencyId: family.agencyId, kind: 'session.reuse-ended', actor: SYSTEM, userId: family.userId, details: { session: family.id, reused: 'refresh-token' },
      });
      return undefined;
    }
    const user = await findUser(tx, family.agencyId, family.userId);
    if (user === undefined) return undefined;
    return { family, user, refreshToken: await rotateFamily(tx, deps, family, family.rotations + 1) };
  });
  if (outcome === undefined) throw new AppError('refused', { detail: 'the refresh token does not work any more', extra: { error: 'invalid_grant' } });
  return tokensFor(deps, outcome.family, outcome.user, { refreshToken: outcome.refreshToken, nonce: null });
}

/** Ends a sign-in (RFC 7009). Unknown tokens are no error. */
export async function endSignIn(deps: Deps, asked: { agencyId: string; clientId: string; refreshToken: string }): Promise<void> {
  const ticket = readTicket(asked.refreshToken);
  if (ticket === undefined) return;
  await deps.store.transaction(async (tx) => {
    const family = await tx.get(refreshFamilies, ticket.id);
    if (family === undefined || family.agencyId !== asked.agencyId || family.clientId !== asked.clientId || family.endedAt !== null) return;
    await tx.put(refreshFamilies, { ...family, endedAt: deps.clock.now() });
    await writeAudit(tx, deps, {
      agencyId: family.agencyId, kind: 'user.signed-out', actor: { kind: 'user', id: family.userId }, userId: family.userId, details: { session: family.id },
    });
  });
}
