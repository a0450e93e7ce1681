import type { AuditKind } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { GOOGLE, writeAudit } from '../../actions/audit/write-audit.ts';
import { verifierPlace } from '../../actions/connect/begin-google-trip.ts';
import { connectPath } from '../../actions/connect/connect-link.ts';
import { finishConsent, type ConsentEnd } from '../../actions/connect/finish-consent.ts';
import type { Deps } from '../../deps.ts';
import { endPage, type ConnectEnd } from '../../pages/end-page.ts';
import type { PageEnd } from '../../pages/words/words.ts';
import { connectSessions } from '../../repos/connect-sessions.ts';
import type { GoogleState } from '../../repos/google-states.ts';
import type { CameBack } from './google-callback.ts';
import { aroundSession, backOf, isOpen, type FoundSession } from './session-of.ts';

/** What our return address is told when there is no connection. */
const ERRORS: Partial<Record<PageEnd, string>> = {
  'denied': 'access_denied', 'box-missing': 'box_missing', 'other-account': 'other_account', 'expired': 'expired', 'over': 'expired',
  'admin-must-act': 'admin_must_act', 'google-failed': 'google_error', 'google-busy': 'temporarily_unavailable',
};

/** A consent came back: on to whoever opened the session, or a page that says what happened. */
export async function connectCameBack(deps: Deps, state: GoogleState, cameBack: CameBack, requestId: string): Promise<PlainResponse> {
  const kept = await deps.store.get(connectSessions, state.subjectId);
  const found = kept === undefined ? undefined : await aroundSession(deps, kept);
  if (found === undefined) return endPage(deps, { end: 'expired', agency: undefined, session: undefined, retry: null, backTo: null, requestId });
  const say = async (end: PageEnd, more: Partial<ConnectEnd> = {}): Promise<PlainResponse> => {
    const again = isOpen(found.session, deps.clock.now()) && end !== 'expired' && end !== 'over';
    const retry = again ? await connectPath(deps, found.session) : null;
    return endPage(deps, { end, ...found, retry, backTo: backOf(found.session, ERRORS[end] ?? 'expired'), requestId, ...more });
  };
  if (!isOpen(found.session, deps.clock.now())) return say(found.session.state === 'redeemed' || found.session.state === 'pending' ? 'over' : 'expired');
  const refusal = refusalOf(cameBack, deps.google.issuer);
  if (refusal !== undefined) {
    await note(deps, found, refusal === 'denied' ? 'connect.denied' : 'connect.google-failed', { error: wordOf(cameBack.error) });
    return say(refusal);
  }
  const end = await exchange(deps, state, found, cameBack.code ?? '');
  switch (end.kind) {
    case 'pending':
      return { status: 303, headers: { location: end.location } };
    case 'box-missing':
      return say('box-missing', { missing: end.missing });
    case 'other-account':
      return say('other-account', { offerReplace: end.mayReplace });
    default:
      return say(end.kind);
  }
}

/** Google said no, or somebody else spoke in its name (RFC 9207). */
function refusalOf(cameBack: CameBack, issuer: string): 'denied' | 'admin-must-act' | 'google-failed' | undefined {
  if (cameBack.iss !== undefined && cameBack.iss !== issuer) return 'google-failed';
  if (cameBack.error === 'access_denied') return 'denied';
  if (cameBack.error === 'admin_policy_enforced' || cameBack.error === 'org_internal') return 'admin-must-act';
  return cameBack.error !== undefined || cameBack.code === undefined ? 'google-failed' : undefined;
}

async function exchange(deps: Deps, state: GoogleState, found: FoundSession, code: string): Promise<ConsentEnd | { kind: 'google-failed' }> {
  const askedAt = deps.clock.now();
  try {
    if (state.verifier === null) throw new AppError('upstream-failed');
    const verifier = await deps.keys.open(state.agencyId, verifierPlace(state.id), state.verifier);
    const tokens = await deps.google.finishTrip(code, verifier.reveal());
    const identity = await deps.google.readIdToken(tokens.idToken, state.nonce);
    return await finishConsent(deps, found.session, tokens, identity, askedAt);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'upstream-failed' && error.code !== 'unavailable')) throw error;
    await note(deps, found, 'connect.google-failed', { error: wordOf(error.extra['googleError']) });
    return { kind: 'google-failed' };
  }
}

const wordOf = (value: unknown): string => (typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : 'unknown');

const note = (deps: Deps, { session }: FoundSession, kind: AuditKind, details: Record<string, string>): Promise<void> =>
  writeAudit(deps.store, deps, {
    agencyId: session.agencyId, kind, actor: GOOGLE, userId: session.userId, connectionId: session.connectionId, details: { session: session.id, ...details },
  });
