import { makePkceVerifier, pkceChallengeOf } from '@portal-sync/auth';
import { connectSession, newConnectSession } from '@portal-sync/contracts';
import { AppError, withTimeout } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { findSession } from '../actions/find-session.ts';
import { accessToken } from '../actions/session-tokens.ts';
import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';
import { SIGNED_IN } from './authenticate.ts';

const asked = z.strictObject({
  product: newConnectSession.shape.product,
  intent: newConnectSession.shape.intent,
  connectionId: newConnectSession.shape.connectionId,
});

/** A person has this long to come back from Google. The broker's own limit is what counts. */
const OPEN_MS = 30 * 60_000;
const MOST_OPEN = 5;

/** Opens a connect session at the broker and says where to send the browser. The PKCE verifier stays in this session. */
export const openConnect = defineRoute({
  id: 'openConnect',
  method: 'POST',
  path: '/portal/connect',
  summary: 'Begin connecting a Google account',
  who: SIGNED_IN,
  body: asked,
  answers: { 200: z.object({ url: z.url() }) },
  async handle(request, deps: Deps) {
    const session = await findSession(deps, request.headers);
    const token = session === undefined ? undefined : await accessToken(deps, session);
    if (session === undefined || token === undefined) throw new AppError('not-signed-in');
    const verifier = makePkceVerifier(deps.random);
    const opened = await open(deps, { origin: session.origin, token }, {
      ...request.body,
      userId: session.userId,
      returnTo: `${session.origin}/connect/done`,
      codeChallenge: pkceChallengeOf(verifier),
    });
    const now = deps.clock.now();
    await deps.store.update(sessions, session.id, (doc) => ({
      ...doc,
      connects: [
        ...doc.connects.filter((connect) => connect.until > now).slice(-(MOST_OPEN - 1)),
        {
          id: opened.id,
          product: request.body.product,
          intent: request.body.intent,
          verifier: deps.seal.seal(`session/${session.id}/connect/${opened.id}`, verifier),
          until: now + OPEN_MS,
        },
      ],
    }));
    return { status: 200, body: { url: opened.url } };
  },
});

async function open(deps: Deps, as: { origin: string; token: string }, body: z.input<typeof newConnectSession>): Promise<z.output<typeof connectSession>> {
  const http = withTimeout(deps.http, deps.timers, 10_000);
  const response = await http(`${deps.settings.BROKER_URL}/v1/connect-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${as.token}`, 'x-agency-origin': as.origin },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new AppError('unavailable', { cause });
  });
  if (response.ok) return connectSession.parse(await response.json());
  const problem = (await response.json().catch(() => ({}))) as { detail?: unknown; reason?: unknown };
  const detail = typeof problem.detail === 'string' ? { detail: problem.detail } : {};
  if (response.status === 409) throw new AppError('refused', { ...detail, extra: typeof problem.reason === 'string' ? { reason: problem.reason } : {} });
  if (response.status === 403) throw new AppError('forbidden', detail);
  if (response.status === 404) throw new AppError('not-found');
  throw new AppError(response.status >= 500 || response.status === 429 ? 'unavailable' : 'upstream-failed', { cause: new Error(`opening a connect session answered ${response.status}`) });
}
