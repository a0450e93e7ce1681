import { AppError, randomToken, sleep } from '@portal-sync/kernel';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sessions, type Session } from '../repos/sessions.ts';
import { askForTokens, type TokenAnswer } from './ask-for-tokens.ts';
import { endSession } from './end-sessions.ts';
import { orGone } from './or-gone.ts';

const tokens = z.object({ access: z.string(), refresh: z.string().nullable() });

/** A token with less than this left is renewed before it is used, ms. */
const LEAST_MS = 20_000;
/** How long one may take to renew before another tries, and how long others wait for it, ms. */
const RENEWING_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/** The place a session's tokens are sealed for. */
const placeOf = (sessionId: string): string => `session/${sessionId}/tokens`;

/** The parts of a session that come with new tokens. */
export async function tokenFields(deps: Deps, about: { id: string; agencyId: string; origin: string }, given: TokenAnswer, before: string | null): Promise<Pick<Session, 'userId' | 'role' | 'contactId' | 'tokens' | 'tokenUntil'>> {
  const caller = await deps.verify(`Bearer ${given.access_token}`, { headers: { 'x-agency-origin': about.origin } });
  if (caller.kind !== 'user' || caller.agencyId !== about.agencyId) throw new AppError('upstream-failed', { cause: new Error('the token names nobody of this agency') });
  return {
    userId: caller.userId,
    role: caller.role,
    contactId: caller.contactId ?? null,
    tokens: deps.seal.seal(placeOf(about.id), JSON.stringify({ access: given.access_token, refresh: given.refresh_token ?? before })),
    tokenUntil: deps.clock.now() + given.expires_in * 1000,
  };
}

const openTokens = (deps: Deps, session: Session) => tokens.parse(JSON.parse(deps.seal.open(placeOf(session.id), session.tokens)));

/**
 * An access token of this session, renewed if it must be: one renewal at a time per session, however many ask and in however many processes
 * (a refresh token is good for one use). Undefined: the session is over. Rejects with `unavailable` when it cannot be renewed now.
 */
export async function accessToken(deps: Deps, session: Session): Promise<string | undefined> {
  const giveUpAt = deps.clock.now() + RENEWING_MS;
  for (let current: Session | undefined = session; current !== undefined; current = await deps.store.get(sessions, session.id)) {
    if (current.tokenUntil - deps.clock.now() > LEAST_MS) return openTokens(deps, current).access;
    const by = randomToken(deps.random, 12);
    const now = deps.clock.now();
    const standing = await deps.store
      .update(sessions, session.id, (doc) => {
        const free = doc.renewing === null || doc.renewing.until <= now;
        return free && doc.tokenUntil - now <= LEAST_MS ? { ...doc, renewing: { by, until: now + RENEWING_MS } } : undefined;
      })
      .catch(orGone);
    if (standing === undefined) return undefined;
    if (standing.renewing?.by === by) return renew(deps, standing, by);
    if (now >= giveUpAt) throw new AppError('unavailable', { cause: new Error('somebody else renews this session and does not end') });
    if (standing.tokenUntil - now <= LEAST_MS) await sleep(deps.timers, LOOK_AGAIN_MS);
  }
  return undefined;
}

async function renew(deps: Deps, session: Session, by: string): Promise<string | undefined> {
  try {
    const { refresh } = openTokens(deps, session);
    const given = refresh === null ? undefined : await askForTokens(deps, session, { grant_type: 'refresh_token', refresh_token: refresh });
    if (given === undefined) {
      await endSession(deps, session.id);
      return undefined;
    }
    const fields = await tokenFields(deps, session, given, refresh);
    if (fields.userId !== session.userId) throw new AppError('upstream-failed', { cause: new Error('the renewed token names another person') });
    await deps.store.update(sessions, session.id, (doc) => (doc.renewing?.by === by ? { ...doc, ...fields, renewing: null } : undefined)).catch(orGone);
    return given.access_token;
  } catch (error) {
    await deps.store.update(sessions, session.id, (doc) => (doc.renewing?.by === by ? { ...doc, renewing: null } : undefined)).catch(orGone);
    throw error;
  }
}
