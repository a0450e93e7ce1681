import type { AuditKind, AuditRow, Caller } from '@portal-sync/contracts';
import type { Clock, MakeId } from '@portal-sync/kernel';
import type { Writes } from '@portal-sync/store';
import { auditRows } from '../../repos/audit-rows.ts';

export interface AuditNote {
  readonly agencyId: string;
  readonly kind: AuditKind;
  readonly actor: AuditRow['actor'];
  readonly userId?: string | null;
  readonly connectionId?: string | null;
  /** Ids and words of our own, never personal data. */
  readonly details?: AuditRow['details'];
}

/** Writes a row of the audit log, in the transaction of what it speaks of. */
export async function writeAudit(writes: Pick<Writes, 'insert'>, deps: { makeId: MakeId; clock: Clock }, note: AuditNote): Promise<void> {
  await writes.insert(auditRows, {
    id: deps.makeId(),
    agencyId: note.agencyId,
    at: deps.clock.now(),
    kind: note.kind,
    actor: note.actor,
    userId: note.userId ?? null,
    connectionId: note.connectionId ?? null,
    details: note.details ?? {},
    seq: null,
    hash: null,
    chained: false,
  });
}

export const actorOf = (caller: Caller): AuditRow['actor'] => {
  switch (caller.kind) {
    case 'user':
      return { kind: 'user', id: caller.userId };
    case 'platform':
      return { kind: 'platform', id: caller.clientId };
    case 'service':
      return { kind: 'service', id: caller.name };
    case 'operator':
      return SYSTEM;
    case 'anyone':
      return { kind: 'browser', id: null };
  }
};

export const SYSTEM: AuditRow['actor'] = { kind: 'system', id: null };
export const GOOGLE: AuditRow['actor'] = { kind: 'google', id: null };
export const BROWSER: AuditRow['actor'] = { kind: 'browser', id: null };
