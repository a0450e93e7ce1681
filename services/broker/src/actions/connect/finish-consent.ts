import { AppError, randomToken } from '@portal-sync/kernel';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { joinGrant, newGrant } from '../../domain/grant/count-grant.ts';
import { judgeConsent } from '../../domain/connect/judge-consent.ts';
import { scopeLedger, scopesOf } from '../../domain/connect/scope-ledger.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import type { GoogleIdentity } from '../../domain/sign-in/bind-person.ts';
import type { TripTokens } from '../../google/consent-trip.ts';
import { connections } from '../../repos/connections.ts';
import { connectSessions, type ConnectSession } from '../../repos/connect-sessions.ts';
import { grantKey, grants, sessionHolder } from '../../repos/grants.ts';
import { abandonTokens } from '../grant/abandon-tokens.ts';
import { sealPending } from './pending-secrets.ts';
import { GOOGLE, writeAudit } from '../audit/write-audit.ts';

/** A consent waits this long for its redemption, ms; then it is destroyed. */
export const PENDING_MS = 10 * 60_000;

export type ConsentEnd =
  /** Send the browser back with the one-time code. */
  | { readonly kind: 'pending'; readonly location: string }
  | { readonly kind: 'box-missing'; readonly missing: readonly string[] }
  | { readonly kind: 'other-account'; readonly mayReplace: boolean }
  /** The session was finished or ended meanwhile. */
  | { readonly kind: 'over' }
  /** Earlier access of this account is being revoked right now: what we got may be dead. */
  | { readonly kind: 'google-busy' };

/** Judges the tokens of a finished consent and seals them as pending, or gets rid of them. */
export async function finishConsent(deps: Deps, session: ConnectSession, tokens: TripTokens, identity: GoogleIdentity, askedAt: number): Promise<ConsentEnd> {
  const refreshToken = tokens.refreshToken;
  if (refreshToken === undefined) throw new AppError('upstream-failed', { detail: 'Google sent no refresh token.', extra: { googleError: 'no_refresh_token' } });
  const ledger = scopeLedger(session.product, scopesOf(tokens.scope));
  const standing = session.connectionId === null ? undefined : await deps.store.get(connections, session.connectionId);
  const verdict = judgeConsent({ intent: session.intent, sub: identity.sub, standingSub: standing?.sub, missing: ledger.missing });
  const owned = { agencyId: session.agencyId, userId: session.userId, subjectId: session.id, sub: identity.sub, token: refreshToken };
  if (verdict.kind !== 'pending') {
    await abandonTokens(deps, owned);
    await note(deps, session, verdict.kind === 'box-missing' ? 'connect.box-missing' : 'connect.other-account', { missing: ledger.missing });
    return verdict;
  }
  const now = deps.clock.now();
  const code = makeTicket(session.id, randomToken(deps.random));
  const pending = {
    project: deps.google.client.project,
    sub: identity.sub,
    requested: ledger.requested,
    granted: ledger.granted,
    secrets: await sealPending(deps, session, {
      refreshToken: refreshToken.reveal(),
      accessToken: tokens.accessToken.reveal(),
      accessExpiresAt: askedAt + tokens.expiresInS * 1000,
      account: identity.email ?? '',
    }),
    codeHash: code.hash,
    consentedAt: now,
  };
  const end = await deps.store.transaction(async (tx): Promise<'kept' | 'over' | 'google-busy'> => {
    const open = await tx.get(connectSessions, session.id);
    if (open?.state !== 'open') return 'over';
    const grant = (await tx.get(grants, grantKey(pending.project, pending.sub))) ?? newGrant(pending.project, pending.sub);
    const joined = joinGrant(grant, sessionHolder(session.id), { now, askedAt });
    if (joined === undefined) return 'google-busy';
    await tx.put(grants, joined);
    await tx.put(connectSessions, { ...open, state: 'pending', pending, expiresAt: now + PENDING_MS, ...newDue(now + PENDING_MS), claim: open.claim });
    await writeAudit(tx, deps, {
      agencyId: session.agencyId, kind: 'connect.consented', actor: GOOGLE, userId: session.userId, details: { session: session.id, granted: ledger.granted },
    });
    return 'kept';
  });
  if (end === 'kept') return { kind: 'pending', location: withQuery(session.returnTo, { code: code.text, session: session.id }) };
  if (end === 'over') await abandonTokens(deps, owned);
  return { kind: end };
}

const note = (deps: Deps, session: ConnectSession, kind: 'connect.box-missing' | 'connect.other-account', details: { missing: string[] }): Promise<void> =>
  writeAudit(deps.store, deps, { agencyId: session.agencyId, kind, actor: GOOGLE, userId: session.userId, connectionId: session.connectionId, details: { session: session.id, ...details } });

/** The return address with our parameters added. */
export function withQuery(address: string, values: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}
