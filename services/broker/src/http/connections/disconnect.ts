import { agencyCaller } from '@portal-sync/auth';
import { disconnect as wish, disconnecting, id } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { actorOf } from '../../actions/audit/write-audit.ts';
import { beginRemoval } from '../../actions/connection/begin-removal.ts';
import type { Deps } from '../../deps.ts';
import { connections, showConnection } from '../../repos/connections.ts';
import { connectionHolder, grantKey, grants } from '../../repos/grants.ts';
import { CONNECTION_WHO, reachConnection, seesAccount } from './own-connection.ts';

export const disconnect = defineRoute({
  id: 'disconnect',
  method: 'POST',
  path: '/v1/connections/{connectionId}/disconnect',
  summary: 'Begin to disconnect: the connector lets go, then our access ends; at most ten minutes',
  who: CONNECTION_WHO,
  params: z.object({ connectionId: id }),
  body: wish,
  answers: { 202: disconnecting },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const found = await reachConnection(deps.store, caller, request.reach, request.params.connectionId);
    const leaving = await deps.store.transaction(async (tx) => {
      const now = await tx.get(connections, found.id);
      return now === undefined ? found : beginRemoval(tx, deps, now, { ...request.body, actor: actorOf(request.caller) });
    });
    const others = (await deps.store.get(grants, grantKey(leaving.project, leaving.sub)))?.holders.filter((holder) => holder !== connectionHolder(leaving.id)) ?? [];
    const seen = seesAccount(caller, leaving);
    // Whether another connection uses the same Google account is for its person alone.
    const own = caller.kind === 'user' && caller.userId === leaving.userId;
    return { status: 202, body: { ...showConnection(leaving, seen), googleKeepsListing: own ? others.length > 0 : null } };
  },
});
