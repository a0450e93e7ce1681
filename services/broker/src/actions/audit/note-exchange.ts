import type { Deps } from '../../deps.ts';
import type { Connection } from '../../repos/connections.ts';
import { vaultEntries } from '../../repos/vault-entries.ts';
import { writeAudit } from './write-audit.ts';

/** Notes that a service got a Google token: once for each token, however often it is handed out again. */
export async function noteExchange(deps: Deps, connection: Connection, service: string, version: number): Promise<void> {
  const before = await deps.store.get(vaultEntries, connection.id);
  if (before === undefined || before.notedVersion >= version) return;
  await deps.store.transaction(async (tx) => {
    const entry = await tx.get(vaultEntries, connection.id);
    if (entry === undefined || entry.notedVersion >= version) return;
    await tx.put(vaultEntries, { ...entry, notedVersion: version });
    await writeAudit(tx, deps, {
      agencyId: connection.agencyId,
      kind: 'token.exchanged',
      actor: { kind: 'service', id: service },
      userId: connection.userId,
      connectionId: connection.id,
      details: { tokenVersion: version },
    });
  });
}
