import { agencyCaller } from '@portal-sync/auth';
import { id, user } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { maySeeUser } from '../../domain/agency/may-see-user.ts';
import { userCardOf, userKey, users } from '../../repos/users.ts';

export const getUser = defineRoute({
  id: 'getUser',
  method: 'GET',
  path: '/v1/users/{userId}',
  summary: 'One person. 410 with `waitingFor` while the person is being removed',
  who: { admin: 'agency', platform: 'agency', staff: 'agency', client: 'own', prospect: 'own' },
  params: z.object({ userId: id }),
  answers: { 200: user },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const found = await deps.store.get(users, userKey(caller.agencyId, request.params.userId));
    if (found === undefined || !maySeeUser(caller, found)) throw new AppError('not-found');
    if (found.removal !== null) {
      throw new AppError('gone', { detail: 'This person is being removed.', extra: { waitingFor: found.removal.waitingFor } });
    }
    return { status: 200, headers: { etag: etagOf(found.version) }, body: userCardOf(found) };
  },
});
