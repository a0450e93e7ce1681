import type { InternalApi } from '@portal-sync/auth';
import { GoogleFailure, type GoogleCalendarApi, type OpenGoogleCalendar } from '@portal-sync/google';
import { AppError, type Clock, type Http, type Log } from '@portal-sync/kernel';
import type { ConnectorSettings } from '../settings.ts';
import { createGoogleTokens } from './google-tokens.ts';
import { createIdentityKeys, type KeyOf } from './identity-keys.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** In whose name Google is called, and how much it matters. */
export interface CallFor {
  readonly connectionId: string;
  /** The Google account: Google counts per user and project. */
  readonly account: string;
  /** `later`: back-fill leaves a share of the quota to what somebody waits for. */
  readonly lane: 'now' | 'later';
}

/** One place for all calls to Google: token, quota, one more try with another token, a count. */
export interface GoogleCalls {
  /** Fails with GoogleFailure (`auth` only after another token was tried), AccessLost, or `unavailable` without the broker. */
  run<T>(ask: CallFor, method: keyof GoogleCalendarApi, call: (api: GoogleCalendarApi) => Promise<T>): Promise<T>;
  readonly keyOf: KeyOf;
  /** Calls made so far by method, and tokens exchanged as `tokens`. */
  counts(): Readonly<Record<string, number>>;
  forget(connectionId: string): void;
}

export interface GoogleCallsDeps {
  readonly settings: Pick<ConnectorSettings, 'BROKER_URL' | 'CONNECTOR_GOOGLE_PER_USER' | 'CONNECTOR_GOOGLE_PER_PROJECT'>;
  readonly google: OpenGoogleCalendar;
  /** With our own token for internal routes. */
  readonly internalHttp: Http;
  readonly broker: InternalApi;
  readonly clock: Clock;
  readonly log: Log;
}

/** The word of a failure that came from our own limits. */
export const OWN_LIMIT = 'ownLimit';

/** Most users whose buckets are kept; a forgotten one starts full, which Google forgives. */
const MOST_BUCKETS = 50_000;

export function createGoogleCalls(deps: GoogleCallsDeps): GoogleCalls {
  const { clock, settings } = deps;
  const tokens = createGoogleTokens({ http: deps.internalHttp, tokenUrl: `${settings.BROKER_URL}/oauth2/token`, clock });
  const counts = new Map<string, number>();
  const perUser = new Map<string, TokenBucket>();
  const project = createTokenBucket(limitsOf(settings.CONNECTOR_GOOGLE_PER_PROJECT));
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

  function userBucket(account: string): TokenBucket {
    const known = perUser.get(account);
    if (known !== undefined) return known;
    if (perUser.size >= MOST_BUCKETS) perUser.clear();
    const fresh = createTokenBucket(limitsOf(settings.CONNECTOR_GOOGLE_PER_USER));
    perUser.set(account, fresh);
    return fresh;
  }

  /** Our own limits speak Google's language, so that one table decides what follows. */
  function spend({ account, lane }: CallFor): void {
    const now = clock.now();
    const keep = lane === 'later' ? limitsOf(settings.CONNECTOR_GOOGLE_PER_USER).burst / 4 : 0;
    const waitMs = userBucket(account).take(now, keep) || project.take(now);
    if (waitMs > 0) throw new GoogleFailure('rate-limited', { word: OWN_LIMIT, retryAfterMs: waitMs });
  }

  async function once<T>(ask: CallFor, method: string, call: (api: GoogleCalendarApi) => Promise<T>, anew: boolean): Promise<{ value: T } | 'stale-token'> {
    const token = await tokens.get(ask.connectionId, { anew });
    if (token.fresh) count('tokens');
    spend(ask);
    count(method);
    const from = clock.now();
    try {
      return { value: await call(deps.google(token.value.reveal())) };
    } catch (error) {
      if (error instanceof GoogleFailure && error.reason === 'auth' && !anew) return 'stale-token';
      throw error instanceof GoogleFailure ? error : new AppError('internal', { cause: error });
    } finally {
      deps.log.debug({ method, connectionId: ask.connectionId, ms: clock.now() - from }, 'called Google');
    }
  }

  return {
    async run(ask, method, call) {
      const first = await once(ask, method, call, false);
      if (first !== 'stale-token') return first.value;
      const second = await once(ask, method, call, true);
      if (second === 'stale-token') throw new GoogleFailure('auth');
      return second.value;
    },
    keyOf: createIdentityKeys(deps),
    counts: () => Object.fromEntries(counts),
    forget: (connectionId) => tokens.forget(connectionId),
  };
}

/** A fifth of the minute's calls may leave at once. */
const limitsOf = (perMinute: number) => ({ perMinute, burst: Math.max(1, Math.floor(perMinute / 5)) });
