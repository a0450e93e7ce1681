import { eachFound } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { agencies } from '../repos/agencies.ts';
import { auditHeads } from '../repos/audit-rows.ts';

/** Writes the end of every agency's audit chain to the log, outside the database: who rewrites the database cannot rewrite that. */
export async function tellAuditHeads(deps: Pick<Deps, 'store' | 'log'>): Promise<void> {
  for await (const { id } of eachFound(deps.store, agencies, { index: 'byId', equals: [] })) {
    const head = await deps.store.get(auditHeads, id);
    if (head !== undefined) deps.log.info({ agencyId: id, seq: head.seq, hash: head.hash }, 'audit head');
  }
}
