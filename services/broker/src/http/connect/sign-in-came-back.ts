import { AppError } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { verifierPlace } from '../../actions/connect/begin-google-trip.ts';
import { answerSignIn } from '../../actions/sign-in/answer-sign-in.ts';
import type { Deps } from '../../deps.ts';
import type { GoogleIdentity, SignInFailure } from '../../domain/sign-in/bind-person.ts';
import { signInProblem } from '../../pages/sign-in-problem.ts';
import { agencies } from '../../repos/agencies.ts';
import type { GoogleState } from '../../repos/google-states.ts';
import { signInFlows } from '../../repos/sign-in-flows.ts';
import type { CameBack } from './google-callback.ts';

/** Google answered a sign-in: what it said is kept, and the browser goes on to the agency's host, where the sign-in ends. */
export async function signInCameBack(deps: Deps, state: GoogleState, cameBack: CameBack, requestId: string): Promise<PlainResponse> {
  const flow = await deps.store.get(signInFlows, state.subjectId);
  const location = flow === undefined ? undefined : await answerSignIn(deps, flow, await answerOf(deps, state, cameBack));
  if (location !== undefined) return { status: 302, headers: { location } };
  const agency = await deps.store.get(agencies, state.agencyId);
  return signInProblem(deps, 'over', { host: 'generic', agency, requestId });
}

async function answerOf(deps: Deps, state: GoogleState, { code, error, iss }: CameBack): Promise<GoogleIdentity | SignInFailure> {
  if (iss !== undefined && iss !== deps.google.issuer) return 'google-failed';
  if (error !== undefined || code === undefined || state.verifier === null) return error === 'access_denied' ? 'denied' : 'google-failed';
  try {
    const verifier = await deps.keys.open(state.agencyId, verifierPlace(state.id), state.verifier);
    // The access token that comes along is not used and not kept: who it is stands in the id token.
    const tokens = await deps.google.finishTrip(code, verifier.reveal());
    return await deps.google.readIdToken(tokens.idToken, state.nonce);
  } catch (failure) {
    if (failure instanceof AppError && (failure.code === 'upstream-failed' || failure.code === 'unavailable')) return 'google-failed';
    throw failure;
  }
}
