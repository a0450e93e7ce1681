import { sha256 } from '@portal-sync/kernel';
import { defineRoute, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { BROWSER, writeAudit } from '../../actions/audit/write-audit.ts';
import { beginGoogleTrip } from '../../actions/connect/begin-google-trip.ts';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { requestedScopes } from '../../domain/connect/scope-ledger.ts';
import { endPage } from '../../pages/end-page.ts';
import type { PageEnd } from '../../pages/words/words.ts';
import { connections } from '../../repos/connections.ts';
import { connectSessions, type ConnectSession } from '../../repos/connect-sessions.ts';
import { backOf, isOpen, sessionOf, type FoundSession } from './session-of.ts';

/** The person goes on to Google: from our page, in the browser that saw it. */
export const continueConnect = defineRoute({
  id: 'continueConnect',
  method: 'POST',
  path: '/connect/{ticket}/continue',
  summary: 'On to Google',
  who: 'anyone',
  params: z.object({ ticket: z.string().max(300) }),
  body: z.object({ intent: z.literal('replace').optional() }),
  consumes: 'application/x-www-form-urlencoded',
  errors: 'page',
  answers: { 303: undefined, 403: undefined, 404: undefined, 409: undefined, 410: undefined },
  async handle(request, deps: Deps) {
    const { requestId } = request;
    const found = await sessionOf(deps, request.params.ticket);
    if (found === undefined) return endPage(deps, { end: 'unknown', agency: undefined, session: undefined, retry: null, backTo: null, requestId });
    const end = (name: PageEnd): PlainResponse => endPage(deps, { end: name, ...found, retry: null, backTo: backOf(found.session, 'expired'), requestId });
    if (!isOpen(found.session, deps.clock.now())) return end(found.session.state === 'ended' || found.session.state === 'open' ? 'expired' : 'over');
    const cookie = readBrowserCookie(request.headers['cookie'], deps.settings.BROKER_PUBLIC_URL.startsWith('https:'));
    // A foreign page may post this form, but the browser sends no Lax cookie along, and says where it comes from.
    if (cookie === undefined || !fromOurselves(deps, request.headers['origin'])) return end('other-browser');
    const session = request.body?.intent === 'replace' ? await toReplace(deps, found) : found.session;
    return { status: 303, headers: { location: await toGoogle(deps, session, sha256(cookie)) } };
  },
});

const fromOurselves = (deps: Deps, origin: string | undefined): boolean => origin === undefined || origin === deps.settings.BROKER_PUBLIC_URL;

/** The person takes the offer to put the other Google account in the place of the connected one. */
async function toReplace(deps: Deps, { session }: FoundSession): Promise<ConnectSession> {
  if (session.intent !== 'reconnect') return session;
  return deps.store.update(connectSessions, session.id, (kept) => (kept.state === 'open' ? { ...kept, intent: 'replace' as const } : undefined));
}

async function toGoogle(deps: Deps, session: ConnectSession, browser: string): Promise<string> {
  const { agencyId, userId, connectionId } = session;
  const standing = connectionId === null || session.intent === 'replace' ? undefined : await deps.store.get(connections, connectionId);
  const location = await beginGoogleTrip(deps, {
    agencyId,
    flow: 'connect',
    subjectId: session.id,
    browser,
    scopes: requestedScopes(session.product),
    access: 'offline',
    loginHint: standing?.sub ?? null,
  });
  await deps.store.transaction(async (tx) => {
    await tx.update(connectSessions, session.id, (kept) => ({ ...kept, tries: kept.tries + 1 }));
    await writeAudit(tx, deps, { agencyId, kind: 'connect.sent-to-google', actor: BROWSER, userId, connectionId, details: { session: session.id, intent: session.intent } });
  });
  return location;
}
