import type { Secret } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { abandonGrant, newGrant } from '../../domain/grant/count-grant.ts';
import { grantKey, grants } from '../../repos/grants.ts';
import { planRevocation } from './plan-revocation.ts';
import { revokeGrant } from './revoke-grant.ts';

/** Gets rid of tokens that never came into use: revoked at Google if nobody else uses the account's grant, forgotten otherwise. */
export async function abandonTokens(
  deps: Deps,
  owned: { agencyId: string; userId: string; subjectId: string; sub: string; token: Secret },
): Promise<void> {
  const { project } = deps.google.client;
  const { token, ...about } = owned;
  const id = deps.makeId();
  const task = await deps.store.transaction(async (tx) => {
    const { grant, last } = abandonGrant((await tx.get(grants, grantKey(project, owned.sub))) ?? newGrant(project, owned.sub), id);
    if (!last) return undefined;
    await tx.put(grants, grant);
    // Not due at once: we try ourselves first, so that a person who tries again does not meet the worker.
    return planRevocation(tx, deps, { ...about, id, project }, token, deps.clock.now() + 60_000);
  });
  if (task !== undefined) await revokeGrant(deps, task);
}
