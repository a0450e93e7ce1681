import { connectionReleased } from '@portal-sync/contracts';
import { on } from '@portal-sync/runtime';
import { finishRemoval } from '../actions/connection/finish-removal.ts';
import type { Deps } from '../deps.ts';
import { isOfEarlier } from '../domain/is-of-earlier.ts';
import { connections } from '../repos/connections.ts';

/** The connector has let go of a connection. An answer to an earlier removal, said again, does not end this one. */
export const onConnectionReleased = (deps: Deps) =>
  on(connectionReleased, async ({ agencyId, connectionId }, { message }) => {
    const found = await deps.store.get(connections, connectionId);
    if (found?.agencyId !== agencyId || found.removal === null || isOfEarlier(message, found.removal.askedAt)) return;
    await finishRemoval(deps, connectionId, 'released');
  });
