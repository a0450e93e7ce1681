import { userChanged } from '@portal-sync/contracts';
import { normalizeAddress, randomToken } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { bindPerson, type GoogleIdentity, type SignInFailure } from '../../domain/sign-in/bind-person.ts';
import { makeTicket, sameHash } from '../../domain/connect/ticket.ts';
import { invitations } from '../../repos/invitations.ts';
import { authorizationCodes } from '../../repos/sessions.ts';
import { signInFlows, type SignInFlow } from '../../repos/sign-in-flows.ts';
import { findUser, userKey, users, type User } from '../../repos/users.ts';
import { openIdentity } from './sign-in-identity.ts';
import { GOOGLE, writeAudit } from '../audit/write-audit.ts';
import { send } from '../send.ts';

/** RFC 6749 section 4.1.2 says ten minutes at most; a browser needs seconds. */
export const CODE_MS = 60_000;

export type SignInEnd = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'failed'; readonly reason: SignInFailure };

/**
 * Ends a sign-in on the agency's host, in the browser that asked for it: finds or binds the person and makes the code.
 * Nobody is bound before this: a sign-in that ends in another browser leaves no trace but in the audit log.
 */
export async function finishSignIn(deps: Deps, flow: SignInFlow): Promise<SignInEnd> {
  const identity = flow.identity === null ? undefined : await openIdentity(deps, flow, flow.identity);
  const secret = randomToken(deps.random);
  return deps.store.transaction(async (tx): Promise<SignInEnd> => {
    const found = identity === undefined ? { reason: flow.failure ?? 'google-failed' } : await findPerson(tx, deps, flow, identity);
    await tx.update(signInFlows, flow.id, (kept) => ({ ...kept, identity: null, stage: 'finished' as const }));
    if (!('user' in found)) {
      await writeAudit(tx, deps, { agencyId: flow.agencyId, kind: 'sign-in.refused', actor: GOOGLE, details: { flow: flow.id, reason: found.reason } });
      return { kind: 'failed', reason: found.reason };
    }
    const now = deps.clock.now();
    const code = makeTicket(deps.makeId(), secret);
    await tx.insert(authorizationCodes, {
      id: code.id,
      hash: code.hash,
      agencyId: flow.agencyId,
      clientId: flow.clientId,
      userId: found.user.id,
      issuer: flow.issuer,
      scope: flow.scope,
      signedInAt: now,
      redirectUri: flow.redirectUri,
      codeChallenge: flow.codeChallenge,
      nonce: flow.nonce,
      expiresAt: now + CODE_MS,
      usedAt: null,
    });
    await writeAudit(tx, deps, {
      agencyId: flow.agencyId, kind: 'user.signed-in', actor: { kind: 'user', id: found.user.id }, userId: found.user.id, details: { flow: flow.id, client: flow.clientId },
    });
    return { kind: 'code', code: code.text };
  });
}

async function findPerson(tx: Transaction, deps: Deps, flow: SignInFlow, identity: GoogleIdentity): Promise<{ user: User } | { reason: SignInFailure }> {
  const { agencyId } = flow;
  const email = identity.email === null ? undefined : normalizeAddress(identity.email);
  const bySub = await tx.find(users, { index: 'bySub', equals: [agencyId, identity.sub], limit: 1 });
  const byEmail = email === undefined ? [] : (await tx.find(users, { index: 'byEmail', equals: [agencyId, email], limit: 10 })).items;
  const decision = bindPerson({
    identity,
    bound: bySub.items[0],
    invitation: flow.invitation === null ? null : { user: await invitedUser(tx, deps, flow, flow.invitation) },
    invitedByEmail: byEmail.filter((user) => user.state === 'live'),
  });
  if (decision.kind === 'refuse') return { reason: decision.reason };
  const user = await tx.guard(users, userKey(agencyId, decision.userId));
  if (user?.state !== 'live') return { reason: 'unknown-person' };
  if (decision.kind === 'known') return { user };
  const bound = { ...user, sub: identity.sub, version: user.version + 1 };
  await tx.put(users, bound);
  send(tx, deps, userChanged, { agencyId, userId: bound.id, version: bound.version });
  if (flow.invitation !== null) await tx.update(invitations, flow.invitation.id, (kept) => ({ ...kept, usedAt: deps.clock.now() }));
  await writeAudit(tx, deps, { agencyId, kind: 'user.bound', actor: GOOGLE, userId: user.id, details: { by: decision.by } });
  return { user: bound };
}

/** The person a link is for, as long as the link works. */
async function invitedUser(tx: Transaction, deps: Deps, flow: SignInFlow, sent: { id: string; hash: string }): Promise<User | undefined> {
  const kept = await tx.get(invitations, sent.id);
  const works = kept !== undefined && kept.agencyId === flow.agencyId && sameHash(kept.hash, sent.hash) && kept.usedAt === null && kept.expiresAt > deps.clock.now();
  return works ? findUser(tx, flow.agencyId, kept.userId) : undefined;
}
