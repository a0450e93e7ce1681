import { connection } from '@portal-sync/contracts';
import { withTimeout } from '@portal-sync/kernel';
import { defineRoute, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { findSession } from '../actions/find-session.ts';
import { accessToken } from '../actions/session-tokens.ts';
import type { Deps } from '../deps.ts';
import { connectFailure, redeemFailure, type ConnectFailure } from '../domain/connect-outcome.ts';
import { sessions, type Session } from '../repos/sessions.ts';
import { askedAgency } from './asked-agency.ts';

type OpenConnect = Session['connects'][number];

/** Where the connect pages send the browser back: redeems the consent from the session that opened it, or says why there is none. */
export const finishConnect = defineRoute({
  id: 'finishConnect',
  method: 'GET',
  path: '/connect/done',
  summary: 'Come back from connecting',
  who: 'anyone',
  query: z.object({
    code: z.string().max(500).optional(),
    error: z.string().max(100).optional(),
    /** The connect session's id, so that two tabs do not mix. */
    session: z.string().max(100).optional(),
  }),
  answers: { 303: undefined },
  errors: 'page',
  async handle(request, deps: Deps) {
    await askedAgency(deps, request.headers);
    const session = await findSession(deps, request.headers);
    if (session === undefined) return to(`/sign-in?why=expired&to=${encodeURIComponent('/integrations')}`);
    const { code, error, session: id } = request.query;
    const found = await takeConnect(deps, session, id);
    const product = found?.product ?? 'calendar-2way';
    const failed = (why: ConnectFailure): PlainResponse => to(`/connect/${product}?why=${why}`);
    if (error !== undefined) return failed(connectFailure(error));
    if (found === undefined || code === undefined) return failed('late');
    const token = await accessToken(deps, session);
    if (token === undefined) return to('/sign-in?why=expired');
    const verifier = deps.seal.open(`session/${session.id}/connect/${found.id}`, found.verifier);
    const made = await redeem(deps, { origin: session.origin, token }, { code, codeVerifier: verifier });
    if (typeof made === 'string') return failed(made);
    return to(found.intent === 'reconnect' ? '/integrations?connected=1' : `/connect/${made.product}/choose?connection=${made.id}`);
  },
});

const to = (location: string): PlainResponse => ({ status: 303, headers: { location } });

/** The connect this answer belongs to, used up. Without an id it is the one begun last. */
async function takeConnect(deps: Deps, session: Session, id: string | undefined): Promise<OpenConnect | undefined> {
  const found = id === undefined ? session.connects.at(-1) : session.connects.find((connect) => connect.id === id);
  if (found === undefined) return undefined;
  await deps.store.update(sessions, session.id, (doc) => ({ ...doc, connects: doc.connects.filter((connect) => connect.id !== found.id) }));
  return found.until > deps.clock.now() ? found : undefined;
}

async function redeem(deps: Deps, as: { origin: string; token: string }, body: { code: string; codeVerifier: string }): Promise<ConnectFailure | z.output<typeof connection>> {
  const http = withTimeout(deps.http, deps.timers, 15_000);
  const response = await http(`${deps.settings.BROKER_URL}/v1/connect-sessions/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${as.token}`, 'x-agency-origin': as.origin },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response === undefined) return 'google-down';
  if (!response.ok) return redeemFailure(response.status);
  return connection.parse(await response.json());
}
