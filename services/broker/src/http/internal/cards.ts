import { connectionCard, id, userCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { shownState } from '../../domain/grant/shown-state.ts';
import { connections } from '../../repos/connections.ts';
import { needUser } from '../../repos/users.ts';

export const getUserCard = defineRoute({
  id: 'getUserCard',
  method: 'GET',
  path: '/internal/users/{agencyId}/{userId}',
  summary: 'A person\'s card',
  who: 'service',
  params: z.object({ agencyId: id, userId: id }),
  answers: { 200: userCard },
  async handle(request, deps: Deps) {
    const { id: userId, agencyId, name, email, role, contactId, version } = await needUser(deps.store, request.params.agencyId, request.params.userId);
    return { status: 200, body: { id: userId, agencyId, name, email, role, contactId, version } };
  },
});

export const getConnectionCard = defineRoute({
  id: 'getConnectionCard',
  method: 'GET',
  path: '/internal/connections/{connectionId}',
  summary: 'A connection\'s card',
  who: 'service',
  params: z.object({ connectionId: id }),
  answers: { 200: connectionCard },
  async handle(request, deps: Deps) {
    const found = await deps.store.get(connections, request.params.connectionId);
    if (found === undefined) throw new AppError('not-found');
    const { id: connectionId, agencyId, userId, product, cause, account, scopes, version, removal } = found;
    const leaving = removal === null ? {} : { googleEvents: removal.googleEvents };
    return { status: 200, body: { id: connectionId, agencyId, userId, product, state: shownState(found), cause, account, grantedScopes: scopes.granted, version, ...leaving } };
  },
});
