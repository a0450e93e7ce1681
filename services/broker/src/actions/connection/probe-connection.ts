import { connectionChanged } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import { vaultEntries } from '../../repos/vault-entries.ts';
import { breakConnection, MENDED_MS } from './break-connection.ts';
import { about } from './connection-message.ts';
import { send } from '../send.ts';
import { GOOGLE, writeAudit } from '../audit/write-audit.ts';

/** Asks Google itself whether a connection's access holds: a new token, and whether it is taken. Rejects when Google gives no clear answer. */
export async function probeConnection(deps: Deps, connection: Connection): Promise<void> {
  const entry = await deps.store.get(vaultEntries, connection.id);
  if (entry === undefined) return;
  try {
    const { accessToken, version } = await deps.googleTokens.get(connection.id, entry.version);
    const answer = await deps.google.tryToken(accessToken);
    if (answer === 'unclear') throw new AppError('upstream-failed');
    await conclude(deps, connection, { answer, version });
  } catch (error) {
    // Refused: the connection was marked broken by the refresh. Gone: somebody disconnected.
    if (error instanceof AppError && (error.code === 'refused' || error.code === 'not-found')) return;
    throw error;
  }
}

interface Probe {
  readonly answer: 'taken' | 'refused';
  /** Which tokens of the connection Google was asked with. */
  readonly version: number;
}

async function conclude(deps: Deps, probed: Connection, { answer, version }: Probe): Promise<void> {
  await deps.store.transaction(async (tx) => {
    if (answer === 'refused') {
      // Connected again while Google was asked: what was refused says nothing of the tokens that stand.
      if ((await tx.guard(vaultEntries, probed.id))?.version !== version) return;
      return breakConnection(tx, deps, probed.id, { cause: 're-consent', revoked: true });
    }
    const now = await tx.get(connections, probed.id);
    if (now === undefined || now.state === 'removing') return;
    const heals = now.state === 'broken' && now.cause !== 're-consent' && now.scopes.missing.length === 0;
    const after = await tx.update(connections, now.id, (kept) => ({
      ...kept,
      probeAt: kept.probeAt !== null && kept.probeAt > (probed.probeAt ?? 0) ? kept.probeAt : null,
      ...(heals ? { state: 'live' as const, cause: null, since: deps.clock.now(), version: kept.version + 1 } : {}),
    }));
    if (!heals) return;
    send(tx, deps, connectionChanged, about(after));
    await writeAudit(tx, deps, { agencyId: after.agencyId, kind: 'connection.healed', actor: GOOGLE, userId: after.userId, connectionId: after.id });
  });
}

/** When a connection that could not be mended yet is asked about again. */
export const nextProbe = (connection: Connection, now: number): number | null =>
  connection.state === 'broken' && connection.cause !== 're-consent' ? now + MENDED_MS : null;
