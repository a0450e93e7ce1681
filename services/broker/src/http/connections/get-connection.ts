import { agencyCaller } from '@portal-sync/auth';
import { connection, id } from '@portal-sync/contracts';
import { defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { showConnection } from '../../repos/connections.ts';
import { CONNECTION_WHO, reachConnection, seesAccount } from './own-connection.ts';

export const getConnection = defineRoute({
  id: 'getConnection',
  method: 'GET',
  path: '/v1/connections/{connectionId}',
  summary: 'One connection and how it stands',
  who: CONNECTION_WHO,
  params: z.object({ connectionId: id }),
  answers: { 200: connection },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const found = await reachConnection(deps.store, caller, request.reach, request.params.connectionId);
    return { status: 200, headers: { etag: etagOf(found.version) }, body: showConnection(found, seesAccount(caller, found)) };
  },
});
