import { sha256 } from '@portal-sync/kernel';
import { defineRoute, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { withQuery } from '../../actions/connect/finish-consent.ts';
import { finishSignIn } from '../../actions/sign-in/finish-sign-in.ts';
import { takeSignInTicket } from '../../actions/sign-in/take-sign-in-ticket.ts';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { SIGN_IN_ERRORS } from '../../domain/sign-in/sign-in-errors.ts';
import { sameHash } from '../../domain/connect/ticket.ts';
import { signInProblem } from '../../pages/sign-in-problem.ts';
import type { SignInProblem } from '../../pages/words/words.ts';
import { agencies } from '../../repos/agencies.ts';
import type { SignInFlow } from '../../repos/sign-in-flows.ts';
import { issuerOf } from './issuer-of.ts';

export const finish = defineRoute({
  id: 'finishAuthorize',
  method: 'GET',
  path: '/oauth2/finish',
  summary: 'Last step of a sign-in, on the agency\'s host again: back to the client with a code or an error',
  who: 'anyone',
  query: z.object({ ticket: z.string().max(300) }),
  errors: 'page',
  answers: { 302: undefined, 403: undefined, 404: undefined, 410: undefined },
  async handle(request, deps: Deps) {
    const issuer = await issuerOf(deps, request.headers);
    if (issuer.kind !== 'agency') return { status: 404 };
    const problem = async (what: SignInProblem): Promise<PlainResponse> =>
      signInProblem(deps, what, { host: 'agency', agency: await deps.store.get(agencies, issuer.agencyId), requestId: request.requestId });
    const flow = await takeSignInTicket(deps, request.query.ticket, 'answered');
    if (flow === undefined || flow.issuer !== issuer.origin) return problem('over');
    const cookie = readBrowserCookie(request.headers['cookie'], issuer.origin.startsWith('https:'));
    // Somebody else's sign-in, brought to this browser: it signs nobody in.
    if (cookie === undefined || !sameHash(flow.browser, sha256(cookie))) return problem('other-browser');
    return back(flow, await finishSignIn(deps, flow));
  },
});

/** RFC 6749 section 4.1.2, with `iss` (RFC 9207). `reason` says in one word of ours what `error` cannot. */
function back(flow: SignInFlow, end: Awaited<ReturnType<typeof finishSignIn>>): PlainResponse {
  const about = { ...(flow.state === null ? {} : { state: flow.state }), iss: flow.issuer };
  if (end.kind === 'code') return { status: 302, headers: { location: withQuery(flow.redirectUri, { code: end.code, ...about }) } };
  const { error, description } = SIGN_IN_ERRORS[end.reason];
  return { status: 302, headers: { location: withQuery(flow.redirectUri, { error, error_description: description, reason: end.reason, ...about }) } };
}
