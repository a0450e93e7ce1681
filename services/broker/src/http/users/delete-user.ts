import { agencyCaller } from '@portal-sync/auth';
import { id } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { actorOf } from '../../actions/audit/write-audit.ts';
import { removeUser } from '../../actions/users/remove-user.ts';
import type { Deps } from '../../deps.ts';
import { refuseOwn } from './change-user.ts';

export const deleteUser = defineRoute({
  id: 'deleteUser',
  method: 'DELETE',
  path: '/v1/users/{userId}',
  summary: 'Remove a person: sessions and connections end, every service forgets them. `waitingFor` names who has not answered yet',
  who: { admin: 'agency', platform: 'agency' },
  params: z.object({ userId: id }),
  answers: { 202: z.object({ waitingFor: z.array(z.string()) }) },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    refuseOwn(request.caller, request.params.userId);
    const leaving = await removeUser(deps, { agencyId, userId: request.params.userId, actor: actorOf(request.caller) });
    return { status: 202, body: { waitingFor: leaving.removal?.waitingFor ?? [] } };
  },
});
