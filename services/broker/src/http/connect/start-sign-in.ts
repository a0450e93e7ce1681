import { randomToken, sha256 } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { beginGoogleTrip } from '../../actions/connect/begin-google-trip.ts';
import { takeSignInTicket } from '../../actions/sign-in/take-sign-in-ticket.ts';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie, setBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { signInProblem } from '../../pages/sign-in-problem.ts';

/** The middle of a sign-in, on the generic host: gives this host's cookie and goes on to Google. */
export const startSignIn = defineRoute({
  id: 'startGoogleSignIn',
  method: 'GET',
  path: '/sign-in/google',
  summary: 'On to Google, to sign in',
  who: 'anyone',
  query: z.object({ ticket: z.string().max(300) }),
  errors: 'page',
  answers: { 302: undefined, 410: undefined },
  async handle(request, deps: Deps) {
    const flow = await takeSignInTicket(deps, request.query.ticket, 'asked');
    if (flow === undefined) {
      return signInProblem(deps, 'over', { host: 'generic', agency: undefined, requestId: request.requestId });
    }
    const secure = deps.settings.BROKER_PUBLIC_URL.startsWith('https:');
    const cookie = readBrowserCookie(request.headers['cookie'], secure) ?? randomToken(deps.random);
    const location = await beginGoogleTrip(deps, {
      agencyId: flow.agencyId,
      flow: 'sign-in',
      subjectId: flow.id,
      browser: sha256(cookie),
      scopes: ['openid', 'email', 'profile'],
      access: 'online',
      loginHint: flow.loginHint,
    });
    return { status: 302, headers: { location, 'set-cookie': setBrowserCookie(cookie, secure) } };
  },
});
