import type { AuditRow } from '@portal-sync/contracts';
import { sha256 } from '@portal-sync/kernel';

/** The end of an agency's chain. */
export interface AuditHead {
  agencyId: string;
  seq: number;
  hash: string;
}

export type StoredAuditRow = AuditRow & { agencyId: string; chained: boolean };

/** What a chain begins with. */
export const newAuditHead = (agencyId: string): AuditHead => ({ agencyId, seq: 0, hash: '' });

/** The text a row's hash is over: every field that says what happened, in a fixed order. */
const textOf = (row: StoredAuditRow, seq: number, before: string): string =>
  JSON.stringify([
    before, seq, row.id, row.agencyId, row.at, row.kind, row.actor.kind, row.actor.id, row.userId, row.connectionId,
    Object.keys(row.details).sort().map((name) => [name, row.details[name]]),
  ]);

/** Puts rows at the end of an agency's chain. */
export function chainAudit(head: AuditHead, rows: readonly StoredAuditRow[]): { readonly head: AuditHead; readonly rows: StoredAuditRow[] } {
  let { seq, hash } = head;
  const chained = rows.map((row) => {
    seq += 1;
    hash = sha256(textOf(row, seq, hash));
    return { ...row, seq, hash, chained: true };
  });
  return { head: { ...head, seq, hash }, rows: chained };
}

/** The first row (by `seq`) that does not follow from the one before, or undefined: the chain holds up to `head`. */
export function brokenLink(head: AuditHead, rows: readonly StoredAuditRow[]): number | undefined {
  let hash = '';
  for (const [at, row] of rows.entries()) {
    hash = sha256(textOf(row, at + 1, hash));
    if (row.seq !== at + 1 || row.hash !== hash) return at + 1;
  }
  return rows.length === head.seq && hash === head.hash ? undefined : rows.length + 1;
}
