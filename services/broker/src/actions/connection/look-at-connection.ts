import { connectionChanged } from '@portal-sync/contracts';
import type { Deps } from '../../deps.ts';
import { agencies } from '../../repos/agencies.ts';
import { connections } from '../../repos/connections.ts';
import { findUser } from '../../repos/users.ts';
import { about } from './connection-message.ts';
import { finishRemoval } from './finish-removal.ts';
import { nextProbe, probeConnection } from './probe-connection.ts';
import { send } from '../send.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/** The work of a due connection: end a removal nobody answers, pause or resume by role, ask Google. Says when to look again. */
export async function lookAtConnection(deps: Deps, connectionId: string): Promise<{ nextAt: number | null }> {
  const connection = await deps.store.get(connections, connectionId);
  if (connection === undefined) return { nextAt: null };
  const now = deps.clock.now();
  if (connection.removal !== null) {
    if (connection.removal.deadline > now) return { nextAt: connection.removal.deadline };
    await finishRemoval(deps, connectionId, 'deadline');
    return { nextAt: null };
  }
  await pauseByRole(deps, connectionId);
  if (connection.probeAt === null) return { nextAt: null };
  if (connection.probeAt > now) return { nextAt: connection.probeAt };
  await probeConnection(deps, connection);
  const after = await deps.store.get(connections, connectionId);
  if (after?.probeAt !== connection.probeAt) return { nextAt: after?.probeAt ?? null };
  // Still not mended: the time of the last look is put off.
  const again = nextProbe(after, deps.clock.now());
  await deps.store.update(connections, connectionId, (kept) => (kept.probeAt === connection.probeAt ? { ...kept, probeAt: again } : undefined));
  return { nextAt: again };
}

/** The agency excludes the person's role, or does no longer. */
async function pauseByRole(deps: Deps, connectionId: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const connection = await tx.get(connections, connectionId);
    if (connection === undefined || connection.state === 'removing') return;
    const agency = await tx.get(agencies, connection.agencyId);
    const user = await findUser(tx, connection.agencyId, connection.userId);
    const paused = agency === undefined || user === undefined || !agency.rolesThatConnect.includes(user.role);
    if (paused === connection.paused) return;
    const after = await tx.update(connections, connectionId, (kept) => ({ ...kept, paused, version: kept.version + 1 }));
    send(tx, deps, connectionChanged, about(after));
    await writeAudit(tx, deps, {
      agencyId: after.agencyId, kind: paused ? 'connection.paused' : 'connection.resumed', actor: SYSTEM, userId: after.userId, connectionId,
    });
  });
}
