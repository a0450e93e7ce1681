import { agencyCaller } from '@portal-sync/auth';
import { pageOf, pageQuery, role, user } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { maySeeUser } from '../../domain/agency/may-see-user.ts';
import { findUser, userCardOf, users } from '../../repos/users.ts';

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/v1/users',
  summary: 'People of the agency; staff see their colleagues, clients themselves',
  who: { admin: 'agency', platform: 'agency', staff: 'agency', client: 'own', prospect: 'own' },
  query: z.strictObject({ ...pageQuery, role: role.optional() }),
  answers: { 200: pageOf(user) },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { limit, cursor, role: wanted } = request.query;
    const page =
      request.reach === 'own' && caller.kind === 'user'
        ? { items: [await findUser(deps.store, caller.agencyId, caller.userId)].filter((found) => found !== undefined) }
        : await deps.store.find(users, { index: 'byAgency', equals: [caller.agencyId, 'live'], limit, cursor });
    const items = page.items.filter((found) => maySeeUser(caller, found) && (wanted === undefined || found.role === wanted)).map(userCardOf);
    return { status: 200, body: { items, ...('next' in page && page.next !== undefined ? { next: page.next } : {}) } };
  },
});
