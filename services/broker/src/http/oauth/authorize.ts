import { randomToken, sha256 } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { withQuery } from '../../actions/connect/finish-consent.ts';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie, setBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { judgeAuthorize, type AuthorizeRequest } from '../../domain/sign-in/judge-authorize.ts';
import { makeTicket, readTicket } from '../../domain/connect/ticket.ts';
import { signInProblem } from '../../pages/sign-in-problem.ts';
import { agencies } from '../../repos/agencies.ts';
import { oauthClientKey, oauthClients } from '../../repos/oauth-clients.ts';
import { signInFlows } from '../../repos/sign-in-flows.ts';
import { issuerOf } from './issuer-of.ts';

/** A sign-in may take this long, ms. */
const SIGN_IN_MS = 10 * 60_000;

export const authorize = defineRoute({
  id: 'getAuthorize',
  method: 'GET',
  path: '/oauth2/authorize',
  summary: 'Authorization endpoint: sign in with Google, code flow with PKCE',
  who: 'anyone',
  query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  errors: 'page',
  answers: { 302: undefined, 400: undefined, 404: undefined },
  async handle(request, deps: Deps) {
    const issuer = await issuerOf(deps, request.headers);
    if (issuer.kind !== 'agency') return { status: 404 };
    const named = request.query['client_id'];
    const client = typeof named === 'string' ? await deps.store.get(oauthClients, oauthClientKey(issuer.agencyId, named)) : undefined;
    const verdict = judgeAuthorize(request.query, client, issuer.origin);
    if (verdict.kind === 'page' || client === undefined) {
      return signInProblem(deps, 'not-right', { host: 'agency', agency: await deps.store.get(agencies, issuer.agencyId), requestId: request.requestId });
    }
    if (verdict.kind === 'back') {
      const location = withQuery(verdict.redirectUri, {
        error: verdict.error,
        error_description: verdict.description,
        ...(verdict.state === null ? {} : { state: verdict.state }),
        iss: issuer.origin,
      });
      return { status: 302, headers: { location } };
    }
    const secure = issuer.origin.startsWith('https:');
    const browser = readBrowserCookie(request.headers['cookie'], secure) ?? randomToken(deps.random);
    const ticket = await beginFlow(deps, { agencyId: issuer.agencyId, issuer: issuer.origin, clientId: client.clientId, browser: sha256(browser) }, verdict.request);
    return {
      status: 302,
      headers: { 'location': `${deps.settings.BROKER_PUBLIC_URL}/sign-in/google?ticket=${ticket}`, 'set-cookie': setBrowserCookie(browser, secure) },
    };
  },
});

async function beginFlow(deps: Deps, about: { agencyId: string; issuer: string; clientId: string; browser: string }, asked: AuthorizeRequest): Promise<string> {
  const ticket = makeTicket(deps.makeId(), randomToken(deps.random));
  const { invitation, ...request } = asked;
  await deps.store.insert(signInFlows, {
    ...about,
    ...request,
    id: ticket.id,
    // A link that is not even one is treated as one that is used: the person is told.
    invitation: invitation === null ? null : (readTicket(invitation) ?? { id: 'none', hash: '' }),
    stage: 'asked',
    ticket: ticket.hash,
    identity: null,
    failure: null,
    expiresAt: deps.clock.now() + SIGN_IN_MS,
  });
  return ticket.text;
}
