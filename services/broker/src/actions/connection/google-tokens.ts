import type { FailureCause } from '@portal-sync/contracts';
import { AppError, backoffMs, sleep, type Secret } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { decideRefresh } from '../../domain/grant/decide-refresh.ts';
import { judgeTokenAnswer } from '../../domain/grant/judge-token-answer.ts';
import { tokenPlace, vaultEntries, type VaultEntry } from '../../repos/vault-entries.ts';
import { breakConnection } from './break-connection.ts';
import { storeFreshToken } from './store-fresh-token.ts';

export interface GoogleToken {
  readonly accessToken: Secret;
  /** ms since the epoch */
  readonly expiresAt: number;
  /** Counts the tokens stored for the connection. */
  readonly version: number;
}

export interface GoogleTokens {
  /**
   * A Google access token of a connection, refreshed where needed; `newerThan` asks Google itself unless a later version is stored already.
   * However many callers and processes want it, Google gets one call.
   * `not-found`: no tokens are kept. `refused` with `cause` in its extra: Google refuses us. `upstream-failed` or `unavailable`: try again later.
   */
  get(connectionId: string, newerThan?: number): Promise<GoogleToken>;
}

/** Longer than a call to Google can take, ms. */
const LEASE_MS = 20_000;
/** How long a caller waits for somebody else's refresh, ms. */
const PATIENCE_MS = 25_000;
const REST = { baseMs: 1_000, capMs: 60_000 };

/** Single-flight in this process by a map, between processes by a lease in the store; what keeps the data right is the generation. */
export function createGoogleTokens(deps: Omit<Deps, 'googleTokens'>): GoogleTokens {
  const { store, clock, google, keys } = deps;
  const flights = new Map<string, Promise<GoogleToken>>();

  async function fly(connectionId: string, newerThan: number): Promise<GoogleToken> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (;;) {
      const entry = await store.get(vaultEntries, connectionId);
      if (entry === undefined) throw new AppError('not-found');
      const move = decideRefresh(entry, { now: clock.now(), newerThan });
      if (move.kind === 'serve') return tokenOf(entry);
      if (move.kind === 'rest') throw later();
      if (move.kind === 'refresh') {
        const held = await takeLease(connectionId, newerThan);
        const token = held === undefined ? undefined : await refreshUnder(held);
        if (token !== undefined) return token;
      } else {
        if (clock.now() >= giveUpAt) throw new AppError('unavailable', { detail: 'The token is being renewed.' });
        await sleep(deps.timers, Math.min(move.until - clock.now(), 20 + Math.round(deps.random.unit() * 80)));
      }
    }
  }

  async function tokenOf(entry: VaultEntry): Promise<GoogleToken> {
    if (entry.accessToken === null) throw new AppError('internal');
    const accessToken = await keys.open(entry.agencyId, tokenPlace(entry.connectionId, 'access-token'), entry.accessToken);
    return { accessToken, expiresAt: entry.accessExpiresAt, version: entry.version };
  }

  /** The entry under our lease, or undefined when somebody was quicker. */
  async function takeLease(connectionId: string, newerThan: number): Promise<VaultEntry | undefined> {
    const owner = deps.makeId();
    const held = await store.update(vaultEntries, connectionId, (entry) => {
      const now = clock.now();
      if (decideRefresh(entry, { now, newerThan }).kind !== 'refresh') return undefined;
      return { ...entry, lease: { owner, until: now + LEASE_MS }, generation: entry.generation + 1 };
    });
    return held.lease?.owner === owner ? held : undefined;
  }

  /** Asks Google. Undefined: our lease was overtaken, look again. */
  async function refreshUnder(held: VaultEntry): Promise<GoogleToken | undefined> {
    const askedAt = clock.now();
    const refreshToken = await keys.open(held.agencyId, tokenPlace(held.connectionId, 'refresh-token'), held.refreshToken);
    const verdict = judgeTokenAnswer(await google.refresh(refreshToken));
    if (verdict.kind === 'fresh') {
      const stored = await storeFreshToken(deps, held, verdict, askedAt);
      return stored === undefined ? undefined : tokenOf(stored);
    }
    if (verdict.cause === 'retry') return restAfter(held);
    // Somebody may have stored a better token while we asked with the old one: what Google says of the old one means nothing then.
    const broke = await store.transaction(async (tx) => {
      const now = await tx.guard(vaultEntries, held.connectionId);
      if (now?.generation !== held.generation) return false;
      await tx.put(vaultEntries, { ...now, lease: null });
      await breakConnection(tx, deps, held.connectionId, verdict);
      return true;
    });
    if (!broke) return undefined;
    throw refused(verdict.cause);
  }

  async function restAfter(held: VaultEntry): Promise<never> {
    await store.update(vaultEntries, held.connectionId, (entry) => {
      if (entry.generation !== held.generation) return undefined;
      const restMs = 250 + backoffMs(entry.failures, deps.random.unit(), REST);
      return { ...entry, lease: null, failures: entry.failures + 1, restUntil: clock.now() + restMs };
    });
    throw later();
  }

  return {
    get(connectionId, newerThan = 0) {
      const key = `${connectionId} ${newerThan}`;
      const flying = flights.get(key);
      if (flying !== undefined) return flying;
      const flight = fly(connectionId, newerThan).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}

const later = (): AppError => new AppError('upstream-failed', { detail: 'Google does not answer as it should. We try again.', extra: { cause: 'retry' } });

export const refused = (cause: FailureCause): AppError => new AppError('refused', { detail: 'Google refuses us access.', extra: { cause } });
