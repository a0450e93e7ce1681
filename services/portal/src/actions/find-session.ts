import { sha256 } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { cookieValue } from '../domain/cookies.ts';
import { addressOfHost } from '../domain/origin-of-host.ts';
import { IDLE_MS, LONGEST_MS, sessions, TOUCH_MS, type Session } from '../repos/sessions.ts';

/** What of a request says who is signed in. Lower-case names. */
type Headers = Readonly<Record<string, string | undefined>>;

/** The session's cookie as it came, good or not; undefined: none came. */
export const sessionCookie = (headers: Headers): string | undefined => {
  const address = addressOfHost(headers['host']);
  return address === undefined ? undefined : cookieValue(headers['cookie'], 'session', address.secure);
};

/** The signed-in person's session, or undefined. A session is good at the address it was made at, until it was idle too long. */
export async function findSession(deps: Pick<Deps, 'store' | 'clock'>, headers: Headers): Promise<Session | undefined> {
  const token = sessionCookie(headers);
  if (token === undefined || token === '') return undefined;
  const session = await deps.store.get(sessions, sha256(token));
  const now = deps.clock.now();
  if (session === undefined || session.until <= now || session.origin !== addressOfHost(headers['host'])?.origin) return undefined;
  const until = Math.min(now + IDLE_MS, session.createdAt + LONGEST_MS);
  if (until - session.until < TOUCH_MS) return session;
  // Two requests may touch it at once, or it may have just ended: neither is worth a failure.
  return deps.store.update(sessions, session.id, (doc) => ({ ...doc, until })).catch(() => session);
}
