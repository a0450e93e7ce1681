import type { AuditKind } from '@portal-sync/contracts';
import type { PlainResponse } from '@portal-sync/runtime';
import { BROWSER, writeAudit } from '../../actions/audit/write-audit.ts';
import type { Deps } from '../../deps.ts';
import type { StateVerdict } from '../../domain/connect/judge-state.ts';
import { endPage } from '../../pages/end-page.ts';
import { signInProblem } from '../../pages/sign-in-problem.ts';
import { agencies } from '../../repos/agencies.ts';
import { connectSessions } from '../../repos/connect-sessions.ts';
import type { GoogleState } from '../../repos/google-states.ts';

type Refused = Exclude<StateVerdict, 'good' | 'unknown'>;

const KINDS: Readonly<Record<Refused, AuditKind>> = {
  'expired': 'connect.state-expired',
  'replayed': 'connect.state-replayed',
  'other-browser': 'connect.other-browser',
};

/** A state that must not be taken: a page that says why, a row in the audit log, and nothing else. No way on: who is here may not be who began. */
export async function refuseState(deps: Deps, state: GoogleState, verdict: Refused, requestId: string): Promise<PlainResponse> {
  const agency = await deps.store.get(agencies, state.agencyId);
  const session = state.flow === 'connect' ? await deps.store.get(connectSessions, state.subjectId) : undefined;
  await writeAudit(deps.store, deps, {
    agencyId: state.agencyId,
    kind: state.flow === 'connect' ? KINDS[verdict] : 'sign-in.refused',
    actor: BROWSER,
    userId: session?.userId ?? null,
    details: { [state.flow === 'connect' ? 'session' : 'flow']: state.subjectId, reason: verdict },
  });
  if (state.flow === 'sign-in') {
    return signInProblem(deps, verdict === 'other-browser' ? 'other-browser' : 'over', { host: 'generic', agency, requestId });
  }
  return endPage(deps, { end: verdict, agency, session, retry: null, backTo: null, requestId });
}
