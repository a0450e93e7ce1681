import type { Deps } from '../../deps.ts';
import { chainAudit, newAuditHead } from '../../domain/agency/chain-audit.ts';
import { auditHeads, auditRows } from '../../repos/audit-rows.ts';

const BATCH = 200;

/** Puts new audit rows into their agencies' chains, in the order they were written; how many. Safe in several processes: the head is compared and swapped. */
export async function chainAuditRows(deps: Pick<Deps, 'store'>): Promise<number> {
  const { items } = await deps.store.find(auditRows, { index: 'waiting', equals: [false], limit: BATCH });
  const agencyIds = [...new Set(items.map((row) => row.agencyId))];
  for (const agencyId of agencyIds) {
    await deps.store.transaction(async (tx) => {
      const head = (await tx.guard(auditHeads, agencyId)) ?? newAuditHead(agencyId);
      const waiting = [];
      for (const { id } of items.filter((row) => row.agencyId === agencyId)) {
        const row = await tx.get(auditRows, id);
        if (row !== undefined && !row.chained) waiting.push(row);
      }
      const chained = chainAudit(head, waiting);
      for (const row of chained.rows) await tx.put(auditRows, row);
      if (waiting.length > 0) await tx.put(auditHeads, chained.head);
    });
  }
  return items.length;
}
