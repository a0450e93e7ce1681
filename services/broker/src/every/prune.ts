import { eachFound, type Collection } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connectSessions } from '../repos/connect-sessions.ts';
import { googleStates } from '../repos/google-states.ts';
import { grants } from '../repos/grants.ts';
import { invitations } from '../repos/invitations.ts';
import { authorizationCodes, refreshFamilies } from '../repos/sessions.ts';
import { signInFlows } from '../repos/sign-in-flows.ts';

const DAY_MS = 24 * 3_600_000;

/** Drops what is over, a day after it ended: so long a replay is still told from a guess. How many. */
export async function prune(deps: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  const before = deps.clock.now() - DAY_MS;
  const drop = async <T extends object>(collection: Collection<T, 'byExpiry'>, mayGo: (doc: T) => boolean = () => true): Promise<number> => {
    let gone = 0;
    for await (const doc of eachFound(deps.store, collection, { index: 'byExpiry', equals: [], range: { lt: before } })) {
      if (mayGo(doc)) gone += Number(await deps.store.remove(collection, collection.key(doc)));
    }
    return gone;
  };
  for await (const revoked of eachFound(deps.store, grants, { index: 'byRevocation', equals: [], range: { lt: before } })) {
    const id = grants.key(revoked);
    // Looked at anew with each: somebody may connect the same account meanwhile.
    await deps.store.transaction(async (tx) => {
      const grant = await tx.get(grants, id);
      if (grant?.holders.length === 0 && grant.revoking === null) await tx.remove(grants, id);
    });
  }
  return (
    (await drop(googleStates)) +
    (await drop(signInFlows)) +
    (await drop(authorizationCodes)) +
    (await drop(refreshFamilies)) +
    (await drop(invitations)) +
    // A consent that still waits to be destroyed has tokens in it: its own work ends it first.
    (await drop(connectSessions, (session) => session.pending === null))
  );
}
