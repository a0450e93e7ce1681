import { newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { slotOf } from '../../domain/connect/slot-of.ts';
import { connectionSlots, type ConnectionSlot } from '../../repos/connection-slots.ts';
import type { ConnectSession, PendingConsent } from '../../repos/connect-sessions.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import { tokenPlace, vaultEntries, type VaultEntry } from '../../repos/vault-entries.ts';
import type { PendingSecrets } from './pending-secrets.ts';

/** What a redemption works on. */
export interface Redemption {
  readonly session: ConnectSession;
  readonly pending: PendingConsent;
  readonly secrets: PendingSecrets;
}

/** A connection that was not there, with its tokens and its slot. */
export async function makeConnection(tx: Transaction, deps: Deps, redemption: Redemption, id: string, slot: ConnectionSlot | undefined): Promise<Connection> {
  const { session, pending, secrets } = redemption;
  const now = deps.clock.now();
  const connection: Connection = {
    id,
    agencyId: session.agencyId,
    userId: session.userId,
    product: session.product,
    state: 'live',
    paused: false,
    since: now,
    cause: null,
    project: pending.project,
    sub: pending.sub,
    account: secrets.account,
    scopes: { requested: pending.requested, granted: pending.granted, missing: [] },
    version: 1,
    madeAt: now,
    removal: null,
    probeAt: null,
    ...newDue(null),
  };
  await tx.insert(connections, connection);
  await tx.put(vaultEntries, await entryOf(deps, redemption, id, undefined));
  await tx.put(connectionSlots, {
    agencyId: session.agencyId, userId: session.userId, slot: slotOf(session.product), connectionId: id, last: slot?.last ?? null,
  });
  return connection;
}

/** The connection that stood, with new tokens and perhaps a new product; whatever was wrong with it is over. */
export async function renewConnection(tx: Transaction, deps: Deps, redemption: Redemption, standing: Connection): Promise<Connection> {
  const { session, pending, secrets } = redemption;
  await tx.put(vaultEntries, await entryOf(deps, redemption, standing.id, await tx.get(vaultEntries, standing.id)));
  return tx.update(connections, standing.id, (kept) => ({
    ...kept,
    product: session.product,
    state: 'live',
    since: kept.state === 'live' ? kept.since : deps.clock.now(),
    cause: null,
    account: secrets.account,
    scopes: { requested: pending.requested, granted: pending.granted, missing: [] },
    version: kept.version + 1,
    probeAt: null,
  }));
}

/** The tokens sealed for their connection. The generation moves on, so that a refresh under way with the old token is thrown away. */
async function entryOf(deps: Deps, { session, secrets }: Redemption, connectionId: string, before: VaultEntry | undefined): Promise<VaultEntry> {
  const version = (before?.version ?? 0) + 1;
  return {
    connectionId,
    agencyId: session.agencyId,
    version,
    refreshToken: await deps.keys.seal(session.agencyId, tokenPlace(connectionId, 'refresh-token'), version, secrets.refreshToken),
    accessToken: await deps.keys.seal(session.agencyId, tokenPlace(connectionId, 'access-token'), version, secrets.accessToken),
    accessExpiresAt: secrets.accessExpiresAt,
    lease: null,
    generation: (before?.generation ?? 0) + 1,
    restUntil: 0,
    failures: 0,
    notedVersion: before?.notedVersion ?? 0,
  };
}
