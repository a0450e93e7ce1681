import { matchesPkce } from '@portal-sync/auth';
import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { readTicket, sameHash } from '../../domain/connect/ticket.ts';
import { authorizationCodes, refreshFamilies, type RefreshFamily } from '../../repos/sessions.ts';
import { findUser, userKey, users } from '../../repos/users.ts';
import { rotateFamily, SESSION_LIFE_MS, tokensFor, type TokenAnswer } from './issue-tokens.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

const invalid = (detail: string): AppError => new AppError('refused', { detail, extra: { error: 'invalid_grant' } });

/** Authorization code grant (RFC 6749 section 4.1.3, PKCE). A code that comes twice ends what it began the first time. */
export async function redeemCode(
  deps: Deps,
  asked: { agencyId: string; issuer: string; clientId: string; code: string; redirectUri: string | undefined; codeVerifier: string },
): Promise<TokenAnswer> {
  const ticket = readTicket(asked.code);
  if (ticket === undefined) throw invalid('the code is not known');
  const outcome = await deps.store.transaction(async (tx) => {
    const code = await tx.get(authorizationCodes, ticket.id);
    const known = code !== undefined && sameHash(code.hash, ticket.hash) && code.agencyId === asked.agencyId && code.clientId === asked.clientId && code.issuer === asked.issuer;
    if (!known) return { fault: 'the code is not known' };
    if (code.usedAt !== null) {
      const family = await tx.get(refreshFamilies, code.id);
      if (family?.endedAt === null) {
        await tx.put(refreshFamilies, { ...family, endedAt: deps.clock.now() });
        await writeAudit(tx, deps, { agencyId: code.agencyId, kind: 'session.reuse-ended', actor: SYSTEM, userId: code.userId, details: { session: code.id, reused: 'code' } });
      }
      return { fault: 'the code was used before' };
    }
    await tx.put(authorizationCodes, { ...code, usedAt: deps.clock.now() });
    if (code.expiresAt <= deps.clock.now()) return { fault: 'the code is too old' };
    if (code.redirectUri !== asked.redirectUri) return { fault: 'the redirect address is another' };
    if (!matchesPkce(asked.codeVerifier, code.codeChallenge)) return { fault: 'the code verifier is another' };
    // A removal that begins meanwhile ends the families that stand: this one must be among them.
    await tx.guard(users, userKey(code.agencyId, code.userId));
    const user = await findUser(tx, code.agencyId, code.userId);
    if (user === undefined) return { fault: 'the person is not known any more' };
    const { id, agencyId, clientId, userId, issuer, scope, signedInAt } = code;
    const family: RefreshFamily = { id, agencyId, clientId, userId, issuer, scope, signedInAt, expiresAt: signedInAt + SESSION_LIFE_MS, hash: '', rotations: 0, endedAt: null };
    return { family, user, nonce: code.nonce, refreshToken: await rotateFamily(tx, deps, family, 0) };
  });
  if ('fault' in outcome) throw invalid(outcome.fault);
  return tokensFor(deps, outcome.family, outcome.user, outcome);
}
