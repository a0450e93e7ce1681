import { connectionBroken, type FailureCause } from '@portal-sync/contracts';
import { markDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { loseGrant, type Grant } from '../../domain/grant/count-grant.ts';
import type { ScopeLedger } from '../../domain/connect/scope-ledger.ts';
import { connections } from '../../repos/connections.ts';
import { connectionHolder, grantKey, grants } from '../../repos/grants.ts';
import { about } from './connection-message.ts';
import { send } from '../send.ts';
import { GOOGLE, writeAudit } from '../audit/write-audit.ts';

/** What somebody else may mend is tried again after this time, ms. */
export const MENDED_MS = 3_600_000;

export interface Breakage {
  readonly cause: FailureCause;
  /** The account's grant is gone, so every connection that stands on it may be dead. */
  readonly revoked: boolean;
  readonly scopes?: ScopeLedger;
}

/** Marks a connection broken and says so. What only the person can mend stays broken until they do: no later answer makes it healthy again. */
export async function breakConnection(tx: Transaction, deps: Pick<Deps, 'clock' | 'makeId'>, connectionId: string, why: Breakage): Promise<void> {
  const connection = await tx.get(connections, connectionId);
  if (connection === undefined || connection.state === 'removing') return;
  if (connection.state === 'broken' && (connection.cause === why.cause || connection.cause === 're-consent')) return;
  const now = deps.clock.now();
  const final = why.cause === 're-consent';
  const broken = await tx.update(connections, connectionId, (kept) => ({
    ...markDue(kept, final ? now : now + MENDED_MS, now),
    state: 'broken' as const,
    cause: why.cause,
    since: now,
    scopes: why.scopes ?? kept.scopes,
    version: kept.version + 1,
    probeAt: final ? null : now + MENDED_MS,
  }));
  if (why.revoked) {
    const grant = await tx.get(grants, grantKey(broken.project, broken.sub));
    if (grant !== undefined) await keepGrant(tx, loseGrant(grant, connectionHolder(broken.id)));
    await probeSiblings(tx, now, broken);
  }
  send(tx, deps, connectionBroken, { ...about(broken), cause: why.cause });
  await writeAudit(tx, deps, {
    agencyId: broken.agencyId,
    kind: 'connection.broken',
    actor: GOOGLE,
    userId: broken.userId,
    connectionId: broken.id,
    details: { cause: why.cause, missing: broken.scopes.missing },
  });
}

/** A grant that is gone and that nobody holds need not be remembered. */
async function keepGrant(tx: Transaction, grant: Grant): Promise<void> {
  if (grant.holders.length === 0 && grant.revoking === null) await tx.remove(grants, grantKey(grant.project, grant.sub));
  else await tx.put(grants, grant);
}

/** Google revokes per project: whoever stands on the same grant, at whichever agency, looks at once. */
async function probeSiblings(tx: Transaction, now: number, broken: { id: string; project: string; sub: string }): Promise<void> {
  const { items } = await tx.find(connections, { index: 'byGrant', equals: [broken.project, broken.sub], limit: 1000 });
  for (const sibling of items) {
    if (sibling.id === broken.id || sibling.state !== 'live') continue;
    await tx.update(connections, sibling.id, (kept) => ({ ...markDue(kept, now, now), probeAt: now }));
  }
}
