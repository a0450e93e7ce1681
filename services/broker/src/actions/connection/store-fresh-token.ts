import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { scopeLedger, scopesOf } from '../../domain/connect/scope-ledger.ts';
import type { TokenVerdict } from '../../domain/grant/judge-token-answer.ts';
import { connections } from '../../repos/connections.ts';
import { tokenPlace, vaultEntries, type VaultEntry } from '../../repos/vault-entries.ts';
import { breakConnection } from './break-connection.ts';

/**
 * Stores what a refresh brought, if the lease it was asked under still holds (undefined: it does not, and nothing is changed).
 * A stored refresh token is replaced only by another one, never by none. `not-found`: the connection went meanwhile, and stays gone.
 */
export async function storeFreshToken(
  deps: Omit<Deps, 'googleTokens'>,
  held: VaultEntry,
  fresh: Extract<TokenVerdict, { kind: 'fresh' }>,
  askedAt: number,
): Promise<VaultEntry | undefined> {
  const { keys, store } = deps;
  const version = held.version + 1;
  const accessToken = await keys.seal(held.agencyId, tokenPlace(held.connectionId, 'access-token'), version, fresh.accessToken);
  const newer = fresh.refreshToken;
  const refreshToken = newer === undefined ? undefined : await keys.seal(held.agencyId, tokenPlace(held.connectionId, 'refresh-token'), version, newer);
  return store.transaction(async (tx) => {
    const now = await tx.guard(vaultEntries, held.connectionId);
    if (now === undefined) throw new AppError('not-found');
    if (now.generation !== held.generation) return undefined;
    const stored: VaultEntry = {
      ...now,
      version,
      refreshToken: refreshToken ?? now.refreshToken,
      accessToken,
      accessExpiresAt: askedAt + fresh.expiresInS * 1000,
      lease: null,
      restUntil: 0,
      failures: 0,
    };
    await tx.put(vaultEntries, stored);
    const connection = await tx.get(connections, held.connectionId);
    if (connection !== undefined && fresh.scope !== undefined) {
      const ledger = scopeLedger(connection.product, scopesOf(fresh.scope));
      // Google gives less than it did: the person took a box away.
      if (ledger.missing.length > 0) {
        await breakConnection(tx, deps, connection.id, { cause: 're-consent', revoked: false, scopes: ledger });
      }
    }
    return stored;
  });
}
