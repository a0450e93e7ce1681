import { backoffMs } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { beginRevoking, endRevoking } from '../../domain/grant/count-grant.ts';
import { grantKey, grants, revocationPlace, revocations, type Revocation } from '../../repos/grants.ts';
import { SYSTEM, writeAudit } from '../audit/write-audit.ts';

/** Longer than a call to Google can take, ms. */
const IN_FLIGHT_MS = 30_000;
/** About a day of tries. */
const MOST_TRIES = 40;

/**
 * Revokes at Google what nobody uses any more, unless somebody has come to use it since. The token is destroyed either way.
 * Says when to come back (null: done).
 */
export async function revokeGrant(deps: Deps, task: Revocation): Promise<{ nextAt: number | null }> {
  const key = grantKey(task.project, task.sub);
  const begun = await deps.store.transaction(async (tx) => {
    const grant = await tx.get(grants, key);
    const next = grant === undefined ? undefined : beginRevoking(grant, task.id, deps.clock.now() + IN_FLIGHT_MS);
    if (next !== undefined) await tx.put(grants, next);
    else if (await tx.remove(revocations, task.id)) await note(tx, deps, task, 'grant.kept');
    return next !== undefined;
  });
  if (!begun) return { nextAt: null };
  const token = await deps.keys.open(task.agencyId, revocationPlace(task.id), task.token);
  const end = await deps.google.revoke(token);
  const givenUp = end === 'failed' && task.tries + 1 >= MOST_TRIES;
  return deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const grant = await tx.get(grants, key);
    if (grant !== undefined) await tx.put(grants, endRevoking(grant, task.id, end === 'failed' && !givenUp ? null : now));
    if (end === 'failed' && !givenUp) {
      await tx.update(revocations, task.id, (kept) => ({ ...kept, tries: kept.tries + 1 }));
      return { nextAt: now + 1_000 + backoffMs(task.tries, deps.random.unit(), { baseMs: 2_000, capMs: 3_600_000 }) };
    }
    if (await tx.remove(revocations, task.id)) await note(tx, deps, task, givenUp ? 'grant.not-revoked' : 'grant.revoked');
    return { nextAt: null };
  });
}

const note = (tx: Parameters<typeof writeAudit>[0], deps: Deps, task: Revocation, kind: 'grant.kept' | 'grant.revoked' | 'grant.not-revoked') =>
  writeAudit(tx, deps, { agencyId: task.agencyId, kind, actor: SYSTEM, userId: task.userId, details: { subject: task.subjectId } });
