import { agencyCaller } from '@portal-sync/auth';
import { connection, id, pageOf, pageQuery } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { connections, showConnection } from '../../repos/connections.ts';
import { CONNECTION_WHO, seesAccount } from './own-connection.ts';

export const listConnections = defineRoute({
  id: 'listConnections',
  method: 'GET',
  path: '/v1/connections',
  summary: 'Connections: all of the agency for admins and the agency\'s own system, one\'s own for the others',
  who: CONNECTION_WHO,
  query: z.strictObject({ ...pageQuery, userId: id.optional() }),
  answers: { 200: pageOf(connection) },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { limit, cursor, userId } = request.query;
    const of = request.reach === 'own' && caller.kind === 'user' ? caller.userId : userId;
    const page = await (of === undefined
      ? deps.store.find(connections, { index: 'byAgency', equals: [caller.agencyId], limit, cursor })
      : deps.store.find(connections, { index: 'byUser', equals: [caller.agencyId, of], limit, cursor }));
    const items = page.items.map((found) => showConnection(found, seesAccount(caller, found)));
    return { status: 200, body: { items, ...(page.next === undefined ? {} : { next: page.next }) } };
  },
});
