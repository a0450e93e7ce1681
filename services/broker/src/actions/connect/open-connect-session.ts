import type { Product } from '@portal-sync/contracts';
import { AppError, randomToken } from '@portal-sync/kernel';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import type { ConnectIntent } from '../../domain/connect/decide-connect.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import { needAgency } from '../../repos/agencies.ts';
import { connectSessions, type Opener } from '../../repos/connect-sessions.ts';
import { needUser } from '../../repos/users.ts';
import { sealLink } from './connect-link.ts';
import { mayConnect } from './may-connect.ts';
import { writeAudit } from '../audit/write-audit.ts';

/** A session waits this long for a consent, ms. */
export const SESSION_MS = 15 * 60_000;

export interface ConnectWanted {
  readonly agencyId: string;
  readonly userId: string;
  readonly product: Product;
  readonly intent: ConnectIntent;
  readonly connectionId: string | null;
  readonly returnTo: string;
  readonly codeChallenge: string;
  readonly opener: Opener;
}

/** Opens a connect session. `refused` with `reason` and `offer` where the product cannot be connected now, `invalid` for a foreign return address. */
export async function openConnectSession(deps: Deps, wanted: ConnectWanted): Promise<{ id: string; url: string; expiresAt: number }> {
  const id = deps.makeId();
  const ticket = makeTicket(id, randomToken(deps.random));
  const link = await sealLink(deps, wanted.agencyId, id, ticket.text);
  const now = deps.clock.now();
  const expiresAt = now + SESSION_MS;
  await deps.store.transaction(async (tx) => {
    const agency = await needAgency(tx, wanted.agencyId);
    const user = await needUser(tx, wanted.agencyId, wanted.userId);
    if (!agency.returnAddresses.includes(wanted.returnTo)) {
      throw new AppError('invalid', { issues: [{ path: 'body.returnTo', message: 'is not one of this agency\'s return addresses' }] });
    }
    await mayConnect(tx, { ...wanted, agency, user });
    await tx.insert(connectSessions, {
      ...wanted, id, hash: ticket.hash, link, state: 'open', tries: 0, pending: null, openedAt: now, expiresAt, ...newDue(expiresAt),
    });
    await writeAudit(tx, deps, {
      agencyId: wanted.agencyId,
      kind: 'connect.opened',
      actor: wanted.opener,
      userId: wanted.userId,
      connectionId: wanted.connectionId,
      details: { session: id, product: wanted.product, intent: wanted.intent },
    });
  });
  return { id, url: `${deps.settings.BROKER_PUBLIC_URL}/connect/${ticket.text}`, expiresAt };
}
