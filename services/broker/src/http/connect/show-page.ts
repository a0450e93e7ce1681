import { randomToken } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie, setBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { connectPage } from '../../pages/connect-page.ts';
import { endPage } from '../../pages/end-page.ts';
import { connections } from '../../repos/connections.ts';
import { backOf, isOpen, sessionOf } from './session-of.ts';

/** The page that names the person and the agency. Looking at it changes nothing: link scanners look too. */
export const showConnectPage = defineRoute({
  id: 'showConnectPage',
  method: 'GET',
  path: '/connect/{ticket}',
  summary: 'What will be asked, for whom, by whom',
  who: 'anyone',
  params: z.object({ ticket: z.string().max(300) }),
  errors: 'page',
  answers: { 200: undefined, 404: undefined, 409: undefined, 410: undefined },
  async handle(request, deps: Deps) {
    const { requestId } = request;
    const found = await sessionOf(deps, request.params.ticket);
    if (found === undefined) return endPage(deps, { end: 'unknown', agency: undefined, session: undefined, retry: null, backTo: null, requestId });
    const { session, agency, user } = found;
    if (!isOpen(session, deps.clock.now())) {
      const end = session.state === 'redeemed' || session.state === 'pending' ? 'over' : 'expired';
      return endPage(deps, { end, agency, session, retry: null, backTo: backOf(session, 'expired'), requestId });
    }
    const secure = deps.settings.BROKER_PUBLIC_URL.startsWith('https:');
    const cookie = readBrowserCookie(request.headers['cookie'], secure) ?? randomToken(deps.random);
    const known = session.connectionId === null || session.intent === 'replace' ? undefined : await deps.store.get(connections, session.connectionId);
    const answer = connectPage(deps, {
      session, agency, user, account: known?.account ?? null, path: `/connect/${request.params.ticket}`, backTo: backOf(session, 'access_denied'),
    });
    return { ...answer, headers: { ...answer.headers, 'set-cookie': setBrowserCookie(cookie, secure) } };
  },
});
