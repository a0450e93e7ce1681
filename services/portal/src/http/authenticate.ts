import { AppError } from '@portal-sync/kernel';
import type { Authenticate } from '@portal-sync/runtime';
import { findSession } from '../actions/find-session.ts';
import { accessToken } from '../actions/session-tokens.ts';
import type { Deps } from '../deps.ts';
import { addressOfHost } from '../domain/origin-of-host.ts';
import { originAllows } from '../domain/same-origin.ts';
import type { Session } from '../repos/sessions.ts';

/** Who calls the portal's own routes: the person of the session cookie; on internal routes the service of the token. No other token counts here. */
export const createAuthenticate = (deps: Deps): Authenticate => async (authorization, request) => {
  if (request.url.startsWith('/internal/')) return deps.verify(authorization);
  const session = await currentSession(deps, request.headers);
  if (session === undefined) return { kind: 'anyone' };
  const origin = addressOfHost(request.headers['host'])?.origin ?? '';
  if (!originAllows(request.method, request.headers['origin'], origin)) throw new AppError('forbidden', { detail: 'This must be asked from the portal\'s own pages.' });
  return {
    kind: 'user',
    agencyId: session.agencyId,
    userId: session.userId,
    role: session.role,
    ...(session.contactId === null ? {} : { contactId: session.contactId }),
  };
};

/** The session with the role the person has now: after a change of the person it asks for new tokens before anything else. */
async function currentSession(deps: Deps, headers: Readonly<Record<string, string | undefined>>): Promise<Session | undefined> {
  const session = await findSession(deps, headers);
  if (session === undefined || session.tokenUntil > 0) return session;
  return (await accessToken(deps, session)) === undefined ? undefined : findSession(deps, headers);
}

/** Every signed-in person, for what is their own. */
export const SIGNED_IN = { admin: 'own', staff: 'own', client: 'own', prospect: 'own' } as const;
