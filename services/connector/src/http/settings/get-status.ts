import { pageOf, pageQuery, syncStatus } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { findConnection } from '../../actions/find-connection.ts';
import type { Deps } from '../../deps.ts';
import { connectionCards } from '../../repos/cards.ts';
import { readStatus } from '../../repos/read-status.ts';
import { connectionParams } from '../params.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';

export const listSyncStatus = defineRoute({
  id: 'listSyncStatus',
  method: 'GET',
  path: '/v1/sync-status',
  summary: 'The state of each connection',
  who: OWN_CONNECTION,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(syncStatus) },
  async handle(request, deps: Deps) {
    const { agencyId, userId } = confinesOf(request);
    const equals = userId === undefined ? [agencyId] : [agencyId, userId];
    const page = await deps.store.find(connectionCards, { index: 'byUser', equals, ...request.query });
    return { status: 200, body: { ...page, items: await Promise.all(page.items.map((card) => readStatus(deps.store, card))) } };
  },
});

export const getSyncStatus = defineRoute({
  id: 'getSyncStatus',
  method: 'GET',
  path: '/v1/sync-status/{connectionId}',
  summary: 'The state of one connection',
  who: OWN_CONNECTION,
  params: connectionParams,
  answers: { 200: syncStatus },
  async handle(request, deps: Deps) {
    const card = await findConnection(deps, confinesOf(request), request.params.connectionId);
    return { status: 200, body: await readStatus(deps.store, card) };
  },
});
