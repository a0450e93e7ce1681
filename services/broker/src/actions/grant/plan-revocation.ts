import type { Secret } from '@portal-sync/kernel';
import { newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { revocationPlace, revocations, type Revocation } from '../../repos/grants.ts';

/** Writes down that a token has to be revoked at Google, sealed for this task alone. */
export async function planRevocation(
  tx: Transaction,
  deps: Deps,
  about: Pick<Revocation, 'id' | 'agencyId' | 'userId' | 'subjectId' | 'project' | 'sub'>,
  token: Secret,
  dueAt: number,
): Promise<Revocation> {
  const sealed = await deps.keys.seal(about.agencyId, revocationPlace(about.id), 1, token.reveal());
  const task = { ...about, token: sealed, tries: 0, askedAt: deps.clock.now(), ...newDue(dueAt) };
  await tx.insert(revocations, task);
  return task;
}
