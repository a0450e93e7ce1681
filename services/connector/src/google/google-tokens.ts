import { AppError, Secret, type Clock, type Http } from '@portal-sync/kernel';
import { z } from 'zod';

/** The broker will not give a Google token for this connection: it is broken, leaving, or not known. Work on it stops. */
export class AccessLost extends Error {
  readonly why: 'broken' | 'unknown';
  constructor(why: 'broken' | 'unknown') {
    super(`no Google token: connection ${why}`);
    this.name = 'AccessLost';
    this.why = why;
  }
}

export interface GoogleToken {
  readonly value: Secret;
  /** Exchanged for this very call, not taken from memory. */
  readonly fresh: boolean;
}

export interface GoogleTokens {
  /** Fails with AccessLost, or `unavailable` when the broker does not answer. `anew` drops the one at hand. */
  get(connectionId: string, options?: { readonly anew?: boolean }): Promise<GoogleToken>;
  forget(connectionId: string): void;
}

/** Less than this left and another is fetched, ms. */
const LEAST_MS = 60_000;
/** Most connections whose token is kept; beyond it the one exchanged longest ago goes, and is exchanged again when needed. */
const MOST_HELD = 20_000;
const TYPE = 'urn:ietf:params:oauth:token-type:connection';

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const refusal = z.object({ error: z.string() });

/** Google access tokens by exchange at the broker (RFC 8693), one request however many ask, kept in memory until they are about to expire. */
export function createGoogleTokens(deps: { http: Http; tokenUrl: string; clock: Clock; mostHeld?: number }): GoogleTokens {
  const { mostHeld = MOST_HELD } = deps;
  const held = new Map<string, { readonly value: Secret; readonly until: number }>();
  const fetching = new Map<string, Promise<Secret>>();

  async function exchange(connectionId: string): Promise<Secret> {
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: connectionId,
      subject_token_type: TYPE,
    });
    const response = await deps.http(deps.tokenUrl, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    if (response.ok) {
      const { access_token, expires_in } = answer.parse(await response.json());
      const value = new Secret(access_token);
      held.set(connectionId, { value, until: deps.clock.now() + expires_in * 1_000 });
      const [oldest] = held.size > mostHeld ? held.keys() : [];
      if (oldest !== undefined) held.delete(oldest);
      return value;
    }
    const said = refusal.safeParse(await response.json().catch(() => undefined));
    const error = said.success ? said.data.error : undefined;
    if (response.status === 400 && error === 'invalid_grant') throw new AccessLost('broken');
    if (response.status === 400 && error === 'invalid_target') throw new AccessLost('unknown');
    throw new AppError('unavailable', { cause: new Error(`the token exchange answered ${response.status}`) });
  }

  return {
    async get(connectionId, { anew = false } = {}) {
      const known = held.get(connectionId);
      if (!anew && known !== undefined && known.until - deps.clock.now() > LEAST_MS) return { value: known.value, fresh: false };
      held.delete(connectionId);
      const running = fetching.get(connectionId) ?? exchange(connectionId).finally(() => fetching.delete(connectionId));
      fetching.set(connectionId, running);
      return { value: await running, fresh: true };
    },
    forget: (connectionId) => void held.delete(connectionId),
  };
}
