import { connectionReleased } from '@portal-sync/contracts';
import { on } from '@portal-sync/runtime';
import { finishRemoval } from '../actions/connection/finish-removal.ts';
import type { Deps } from '../deps.ts';
import { connections } from '../repos/connections.ts';

/** The connector has let go of a connection. */
export const onConnectionReleased = (deps: Deps) =>
  on(connectionReleased, async ({ agencyId, connectionId }) => {
    const found = await deps.store.get(connections, connectionId);
    if (found?.agencyId === agencyId && found.state === 'removing') await finishRemoval(deps, connectionId, 'released');
  });
