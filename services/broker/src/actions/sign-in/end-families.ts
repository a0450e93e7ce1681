import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { refreshFamilies } from '../../repos/sessions.ts';

/** Ends every sign-in of a person: none of their refresh tokens works any more. */
export async function endFamiliesOf(tx: Transaction, deps: Pick<Deps, 'clock'>, agencyId: string, userId: string): Promise<void> {
  const { items } = await tx.find(refreshFamilies, { index: 'byUser', equals: [agencyId, userId], limit: 1000 });
  for (const family of items) {
    if (family.endedAt === null) await tx.update(refreshFamilies, family.id, (kept) => ({ ...kept, endedAt: deps.clock.now() }));
  }
}
